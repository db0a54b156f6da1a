// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Files that somebody wants in the main branch.
///
/// @param author who wants it; author of the commit as well
/// @param branch short name of the branch to make; a number is added when it is taken
/// @param title one line, which is the commit's subject as well
/// @param description text, may be empty
/// @param files content by path; empty removes the file
/// @param access what it asks for, when it is an access request
public record Proposal(
    Person author,
    String branch,
    String title,
    String description,
    SortedMap<String, Optional<String>> files,
    @Nullable AccessTerms access) {
  public Proposal {
    files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a proposal has at least one file");
    }
  }

  /// A proposal of files.
  public static Proposal of(
      Person author, String branch, String title, Map<String, Optional<String>> files) {
    return new Proposal(author, branch, title, "", new TreeMap<>(files), null);
  }
}
