// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.plan.PlannedChange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One kind of write: how changes are sent, and how they are read back.
interface Work {

  /// What is done, for messages: "create topic `x`".
  String name(PlannedChange planned);

  /// Most changes in one call.
  int most();

  /// What a change costs of [Limits#records()].
  int weight(PlannedChange planned);

  /// Sends one call and returns at once; the result waits.
  Sent send(List<PlannedChange> chunk);

  /// Whether earlier calls are read back while the next is under way, and one by one; where reading
  /// back costs a listing of everything, it is done at once, at the end.
  boolean isLookedAtEarly();

  /// Looks which of the changes can be seen.
  ///
  /// @param isDoubted whether it is unknown if the change was made by us, so that what is there has
  ///   to be compared in full
  /// @throws dev.weft.provisioner.driver.ObservationException when the server could not be read
  Map<PlannedChange, Sight> look(List<PlannedChange> changes, boolean isDoubted);

  /// What an error that is known to be final means, when it means something else than a failure.
  default @Nullable Verdict meaning(PlannedChange planned, Throwable error, boolean isDoubted) {
    return null;
  }

  /// A call that was sent.
  @FunctionalInterface
  interface Sent {
    /// Waits for what became of one change.
    Verdict of(PlannedChange planned);
  }

  /// What the server said about one change.
  sealed interface Verdict {
    /// Accepted: to be read back.
    record Accepted() implements Verdict {}

    /// There was nothing to do.
    record Nothing() implements Verdict {}

    /// An error of the call or of the item.
    record Error(Throwable error) implements Verdict {}

    /// Final, in our words.
    record Refused(String message) implements Verdict {}
  }

  /// What can be seen of a change.
  sealed interface Sight {
    /// It is as wanted.
    record There() implements Sight {}

    /// It is not there, or not yet.
    record Absent() implements Sight {}

    /// Something else is there.
    record Different(String what) implements Sight {}
  }
}
