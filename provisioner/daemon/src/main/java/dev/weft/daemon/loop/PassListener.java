// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import dev.weft.git.Commit;
import java.time.Duration;
import java.time.Instant;

/// Follows the loop. Calls come from the loop's thread.
public interface PassListener {

  /// A commit was seen at the branch that was not there before; whether it is a reason for a pass
  /// is decided next.
  ///
  /// @param isUsable whether it can be made real; else the one before it stays in force
  default void saw(Commit commit, Instant at, boolean isUsable) {}

  /// Everything was read beside the loop; a pass begins with it next.
  ///
  /// @param took since it was begun
  default void swept(Duration took) {}

  /// A pass has begun.
  default void started(Trigger trigger) {}

  /// A pass has ended.
  ///
  /// @param hasMore whether it will be tried again before its usual time
  default void finished(PassReport report, boolean hasMore) {}

  /// A pass failed in a way that nobody foresaw; [#finished] follows.
  default void broke(RuntimeException error) {}

  /// Something could not be told to others; it will be tried again.
  ///
  /// @param what was to be told
  /// @param problem why it could not be
  default void untold(String what, String problem) {}

  /// The commit that the branch is at was judged by its signature; only where signatures are asked
  /// for, and only when the answer is another than before.
  ///
  /// @param refusal why it may not be followed; empty when it may
  default void judged(String commit, String refusal) {}

  /// This daemon does not write, at least not yet.
  ///
  /// @param isStandby whether another one does; else it has not found its place yet
  /// @param problem why it cannot find it; empty when nothing is known to stand in the way
  default void waiting(boolean isStandby, String problem) {}
}
