// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import dev.weft.model.load.SourceTree;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// Where change requests live. One adapter per forge; all of them keep the same rules: an author
/// never approves their own change, an approval is bound to a commit, and who may approve is read
/// from the base branch.
///
/// What is refused is a [ForgeException] with the reason. A repository that cannot be read is an
/// `UncheckedIOException`, never an empty answer.
public interface Forge {

  /// Every change request, the newest first.
  List<Change> list();

  /// A change request.
  ///
  /// @throws ForgeException when there is none of that number
  Change require(int number);

  /// Commit of the main branch.
  String base();

  /// The files of a commit of this repository.
  SourceTree tree(String commit);

  /// Teams that own some paths as a commit of the main branch says, sorted.
  SortedSet<String> owners(String base, Collection<String> paths);

  /// Whose approval a change needs, and has.
  Standing standing(Change change);

  /// Paths that a change touches, sorted; for one that has ended, those it touched in the end.
  List<String> touched(Change change);

  /// What merging an open change would do, or what merging a merged one did.
  Inspection inspect(Change change);

  /// Puts files on a new branch and opens a change request for it.
  Change propose(Proposal proposal);

  /// The open change request of a branch.
  Optional<Change> openOn(String branch);

  /// Records that a branch has, or is about to have, other commits, and opens a change request when
  /// there is none.
  Change pushed(Person person, String branch, String head);

  /// Approves the present commit.
  ///
  /// @param commit what the person has looked at
  /// @throws ForgeException when the branch is at another commit, or the person may not
  Change approve(int number, Person person, String commit);

  /// Says that a rule of the mesh allows a commit without approval. Callers have checked the rule.
  Change allow(int number, String commit, String text);

  /// Refuses a change, which ends it.
  Change deny(int number, Person person, String reason);

  /// Takes a change back, which ends it; only its author can.
  Change withdraw(int number, Person person);

  /// Says something about a change.
  Change comment(int number, Person person, String text);

  /// Merges a change into the main branch.
  ///
  /// @param person who merges; author of the merge commit
  /// @param commit what the person has looked at
  /// @throws ForgeException when an approval is missing, the branch is at another commit, or both
  ///   sides changed the same lines
  Change merge(int number, Person person, String commit);
}
