// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to plan: a commit, or files written over a commit.
///
/// @param commit full id of a commit; then nothing else is given
/// @param base full id of the commit that files are written over, or the name of the branch that is
///   followed
/// @param files what is written over it
public record PlanRequest(
    @Nullable String commit, @Nullable String base, @Nullable List<Edit> files) {

  /// A file as it is to be.
  ///
  /// @param path relative to the root, with `/`
  /// @param content its text; absent when it is to be removed
  public record Edit(@Nullable String path, @Nullable String content) {}
}
