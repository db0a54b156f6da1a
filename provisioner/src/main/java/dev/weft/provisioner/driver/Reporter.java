// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.driver;

import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import java.util.function.BiConsumer;

/// What a driver tells of the changes that it makes, and asks before it makes them.
@FunctionalInterface
public interface Reporter extends BiConsumer<PlannedChange, Outcome> {

  /// Asked right before each call that changes something: a process that was stopped for a while
  /// may find that it is somebody else's turn by now.
  ///
  /// @throws dev.weft.provisioner.log.WriterFencedException when another writer has begun; nothing
  ///   may be sent any more
  /// @throws dev.weft.provisioner.log.LogWriteException when nobody can say
  default void requireTurn() {}
}
