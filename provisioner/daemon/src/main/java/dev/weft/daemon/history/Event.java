// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that the daemon has seen or done.
///
/// @param sequence 1 for the first since it was started, and one more for each that follows
/// @param at when
/// @param type `seen` (a commit at the branch), `refused` (a commit that may not be followed),
///   `changed` (something on the servers), `pass` (all of it was looked at, and made so as far as
///   possible) or `standby`
/// @param commit what it is about; absent when that is no commit
/// @param trigger why the pass was made; absent for what is no pass
/// @param result how the pass ended: `synced`, `waiting`, `partial` or `failed`; absent likewise
/// @param message what stands in the way, in sentences; may be empty
/// @param change what was tried; absent for what is no change
/// @param applied how many changes the pass has made, each read back; absent for what is no pass
/// @param times how long it took; absent for what is no pass
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Event(
    long sequence,
    Instant at,
    String type,
    @Nullable CommitView commit,
    @Nullable String trigger,
    @Nullable String result,
    String message,
    @Nullable ChangeEvent change,
    @Nullable Integer applied,
    @Nullable Times times) {

  /// What is said of a commit.
  ///
  /// @param time when it was committed, or merged; to the second
  public record CommitView(String id, String author, String subject, Instant time) {}

  /// A change that was tried.
  ///
  /// @param subject what it is about: URN of a product, or name of an application
  /// @param action `create`, `change`, `delete` or `record`
  /// @param kind such as `alter-config`
  /// @param resource what it touches, in words
  /// @param values what it sets
  /// @param outcome `applied` (and read back), `failed` or `unknown`
  public record ChangeEvent(
      String subject,
      String action,
      String kind,
      String resource,
      List<String> values,
      String outcome) {}

  /// How long things took, in milliseconds.
  ///
  /// @param pass the pass itself
  /// @param sinceSeen from seeing the commit until it was real; absent when it is not, or was
  ///   already
  /// @param sinceCommit from committing, or merging, until it was real; likewise; committing is
  ///   known to the second
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Times(long pass, @Nullable Long sinceSeen, @Nullable Long sinceCommit) {}
}
