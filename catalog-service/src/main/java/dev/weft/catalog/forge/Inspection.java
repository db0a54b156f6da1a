// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What merging a change would do to the main branch as it is now.
///
/// @param base commit of the main branch
/// @param head commit of the change
/// @param proposed commit that shows the main branch after the merge, on no branch; absent when the
///   two conflict
/// @param conflicts paths that both sides changed differently, sorted
/// @param touched every path whose owner has a say, sorted
/// @param files what the change does, by path
public record Inspection(
    String base,
    String head,
    @Nullable String proposed,
    List<String> conflicts,
    SortedSet<String> touched,
    List<FileChange> files) {
  public Inspection {
    conflicts = List.copyOf(conflicts);
    touched = Collections.unmodifiableSortedSet(new TreeSet<>(touched));
    files = List.copyOf(files);
  }
}
