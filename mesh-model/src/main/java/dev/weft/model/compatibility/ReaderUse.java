// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the committed offsets of a consumer show of its reading. Nothing here makes a change less
/// of a break: a consumer that reads once a quarter is broken like any other.
///
/// @param state in one word
/// @param lastReadAt when its offsets last moved; absent when they never did, or that is not known
/// @param since when it was given the right to read; absent when that is not known
/// @param lag records that it has yet to read; absent when that is not known
public record ReaderUse(
    State state, @Nullable Instant lastReadAt, @Nullable Instant since, @Nullable Long lag) {

  /// Nobody knows.
  public static final ReaderUse UNKNOWN = new ReaderUse(State.UNKNOWN, null, null, null);

  private static final Duration RECENT = Duration.ofDays(1);
  private static final int FEW = 2;

  /// Whether it reads, the surest sign first.
  public enum State {
    /// Its offsets moved within a day.
    LIVE,
    /// It has read all there is, so that its offsets had no reason to move.
    CAUGHT_UP,
    /// There is more to read, and its offsets have not moved for a day.
    QUIET,
    /// It has had the right to read, and never committed an offset.
    NEVER,
    /// Nobody knows, which is not the same.
    UNKNOWN;

    /// The word of outputs: `live`, `caught-up`, `quiet`, `never`, `unknown`.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// Judges what was measured.
  ///
  /// @param at when it was
  public static ReaderUse of(
      @Nullable Instant lastReadAt, @Nullable Instant since, @Nullable Long lag, Instant at) {
    return new ReaderUse(state(lastReadAt, since, lag, at), lastReadAt, since, lag);
  }

  private static State state(
      @Nullable Instant lastReadAt, @Nullable Instant since, @Nullable Long lag, Instant at) {
    if (lastReadAt == null) {
      return since == null ? State.UNKNOWN : State.NEVER;
    }
    if (lastReadAt.plus(RECENT).isAfter(at)) {
      return State.LIVE;
    }
    if (lag == null) {
      return State.UNKNOWN;
    }
    return lag == 0 ? State.CAUGHT_UP : State.QUIET;
  }

  /// The same for people, as part of a sentence.
  ///
  /// @param groups what the names of its groups begin with
  /// @param at the time now
  public String text(String groups, Instant at) {
    return switch (state) {
      case LIVE ->
          "live: last read %s ago by a group `%s*`".formatted(span(lastReadAt, at), groups);
      case CAUGHT_UP ->
          "live: has read all there is, the last %s ago by a group `%s*`"
              .formatted(span(lastReadAt, at), groups);
      case QUIET ->
          "granted, not read for %s, and %d records behind".formatted(span(lastReadAt, at), lag);
      case NEVER ->
          "granted %s ago, and no group `%s*` has read yet".formatted(span(since, at), groups);
      case UNKNOWN -> "not known whether it reads";
    };
  }

  private static String span(@Nullable Instant from, Instant to) {
    Duration span = from == null ? Duration.ZERO : Duration.between(from, to);
    if (span.toDays() >= FEW) {
      return span.toDays() + " days";
    }
    if (span.toHours() >= FEW) {
      return span.toHours() + " hours";
    }
    return span.toMinutes() >= FEW ? span.toMinutes() + " minutes" : "a moment";
  }
}
