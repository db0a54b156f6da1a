// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.environment.Goal;

/// What a pass asks of the environment's servers.
public interface Engine {

  /// Compares the servers with what is wanted; writes nothing.
  Prepared plan(Goal goal);

  /// Makes those changes of a plan that need nobody's approval.
  RunReport apply(Goal goal, Prepared prepared, RunListener listener);
}
