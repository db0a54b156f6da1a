// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/// Looks at what a change does to the main branch. Answers are remembered by the commits they are
/// about.
final class Inspector {

  private final MeshRepository repository;
  private final Recent<String, Inspection> inspections = new Recent<>(200);
  private final Recent<String, SortedSet<String>> paths = new Recent<>(20_000);
  private volatile @Nullable Owned owned;

  Inspector(MeshRepository repository) {
    this.repository = repository;
  }

  private record Owned(ObjectId main, Ownership ownership) {}

  /// Who owns what in the main branch as it is now.
  Ownership ownership() {
    return ownership(repository.main());
  }

  /// Who owns what, as a commit of the main branch says.
  Ownership ownership(ObjectId main) {
    Owned known = owned;
    if (known == null || !known.main().equals(main)) {
      known = new Owned(main, new Ownership(repository.tree(main)));
      owned = known;
    }
    return known.ownership();
  }

  /// Paths that a change touches: what differs from where it left the main branch.
  SortedSet<String> touched(Change change) {
    String merge = change.merged().map(ChangeEvent.Merged::commit).orElse(null);
    if (merge != null) {
      return paths.get(
          merge,
          _ ->
              repository.differing(parent(ObjectId.fromString(merge)), ObjectId.fromString(merge)));
    }
    String head = change.head();
    if (head == null) {
      return new TreeSet<>();
    }
    // Where it left the main branch changes only when the main branch takes in some of its commits;
    // then this names more paths than needed, never fewer.
    return paths.get(head, _ -> sinceMain(ObjectId.fromString(head)));
  }

  private SortedSet<String> sinceMain(ObjectId head) {
    ObjectId main = repository.main();
    return repository.differing(repository.mergeBase(main, head).orElse(main), head);
  }

  /// What merging a change does, or did.
  Inspection inspect(Change change) {
    String merge = change.merged().map(ChangeEvent.Merged::commit).orElse(null);
    String head = change.head();
    if (merge != null) {
      return inspections.get(merge, _ -> merged(ObjectId.fromString(merge), change));
    }
    if (head == null) {
      throw ForgeException.conflict(
          "The branch `" + change.header().branch() + "` does not exist any more.");
    }
    ObjectId main = repository.main();
    return inspections.get(main.name() + head, _ -> open(main, ObjectId.fromString(head)));
  }

  private Inspection merged(ObjectId merge, Change change) {
    ObjectId before = parent(merge);
    return new Inspection(
        before.name(),
        change.merged().orElseThrow().head(),
        merge.name(),
        List.of(),
        repository.differing(before, merge),
        Diffs.between(repository.git(), before, merge));
  }

  private Inspection open(ObjectId main, ObjectId head) {
    ObjectId left = repository.mergeBase(main, head).orElse(main);
    TreeSet<String> touched = new TreeSet<>(repository.differing(left, head));
    MeshRepository.Merge merge = repository.merge(main, head);
    ObjectId tree = merge.tree();
    if (tree == null) {
      return new Inspection(
          main.name(),
          head.name(),
          null,
          merge.conflicts(),
          touched,
          Diffs.between(repository.git(), left, head));
    }
    ObjectId proposed = preview(main, head, tree);
    touched.addAll(repository.differing(main, proposed));
    return new Inspection(
        main.name(),
        head.name(),
        proposed.name(),
        List.of(),
        touched,
        Diffs.between(repository.git(), main, proposed));
  }

  /// Stores the merge as a commit that is on no branch. The same two commits give the same one.
  private ObjectId preview(ObjectId main, ObjectId head, ObjectId tree) {
    Instant then =
        Instant.ofEpochSecond(
            Math.max(
                repository.commit(main).getCommitTime(), repository.commit(head).getCommitTime()));
    PersonIdent weft = MeshRepository.weft(then);
    return repository.write(tree, List.of(main, head), weft, weft, "Preview of a merge\n");
  }

  private ObjectId parent(ObjectId merge) {
    RevCommit commit = repository.commit(merge);
    return commit.getParent(0).copy();
  }
}
