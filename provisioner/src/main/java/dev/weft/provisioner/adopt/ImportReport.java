// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

import dev.weft.provisioner.resource.Owner;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/// Manifests for what exists, in memory, and everything that they do not say.
///
/// @param files content by path; none of the paths exists in the repository
/// @param appended text by path, to be put at the end of a file that exists
/// @param topics what was imported
/// @param owners the products and applications that the files describe; a plan's adoptions of these
///   are what the import has to record
/// @param additions what the first apply will add, because manifests say a little more than the
///   servers have; empty when the plan is
/// @param left what manifests cannot say; it stays as it is
public record ImportReport(
    SortedMap<String, String> files,
    SortedMap<String, String> appended,
    SortedSet<String> topics,
    SortedSet<Owner> owners,
    List<String> additions,
    List<Left> left) {

  public ImportReport {
    additions = List.copyOf(additions);
    left = List.copyOf(left);
  }

  /// Something that is not in the manifests.
  ///
  /// @param what the resource or binding
  /// @param why the reason
  /// @param advice what to do
  public record Left(String what, String why, String advice) {

    @Override
    public String toString() {
      return what + ": " + why + ". " + advice + ".";
    }
  }
}
