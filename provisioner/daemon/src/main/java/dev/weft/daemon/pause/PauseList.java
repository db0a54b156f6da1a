// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.pause;

import dev.weft.model.event.PauseStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is paused.
///
/// @param pauses by subject
public record PauseList(List<Pause> pauses) {

  public PauseList {
    pauses = List.copyOf(pauses);
  }

  /// A pause.
  ///
  /// @param subject `all`, `cluster/NAME`, or the URN of a product
  /// @param by who paused it
  /// @param reason why
  /// @param at since when
  /// @param until when it ends by itself; absent when somebody has to resume it
  public record Pause(
      String subject, String by, String reason, Instant at, @Nullable Instant until) {

    /// As the log has it.
    public static Pause of(PauseStatus pause) {
      return new Pause(pause.subject(), pause.by(), pause.reason(), pause.at(), pause.until());
    }
  }
}
