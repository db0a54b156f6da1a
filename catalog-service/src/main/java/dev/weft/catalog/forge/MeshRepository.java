// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import dev.weft.git.Commits;
import dev.weft.git.GitTree;
import dev.weft.git.PathChange;
import dev.weft.model.load.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.RecursiveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.jspecify.annotations.Nullable;

/// What the bare repository says, and objects written into it. Moves no branch; nothing is ever
/// checked out.
final class MeshRepository {

  /// A merge that was tried.
  ///
  /// @param tree the result; absent when there are conflicts
  /// @param conflicts paths, sorted
  record Merge(@Nullable ObjectId tree, List<String> conflicts) {}

  private final Repository repository;
  private final String branch;

  MeshRepository(Repository repository, String branch) {
    this.repository = repository;
    this.branch = branch;
  }

  Repository git() {
    return repository;
  }

  /// Full name of the main branch.
  String mainRef() {
    return Constants.R_HEADS + branch;
  }

  ObjectId main() {
    return knownMain()
        .orElseThrow(
            () -> new IllegalStateException("the repository has no branch `" + branch + "`"));
  }

  /// Empty before there is a main branch.
  Optional<ObjectId> knownMain() {
    return branch(branch);
  }

  Optional<ObjectId> branch(String name) {
    return call(() -> Commits.branch(repository, name));
  }

  SourceTree tree(AnyObjectId commit) {
    return call(() -> GitTree.of(repository, commit));
  }

  boolean isMerged(AnyObjectId commit, AnyObjectId into) {
    return call(() -> Commits.isAncestor(repository, commit, into));
  }

  /// The commit that two histories have in common; empty when they have none.
  Optional<ObjectId> mergeBase(AnyObjectId one, AnyObjectId other) {
    return call(() -> {
      try (RevWalk walk = new RevWalk(repository)) {
        walk.setRevFilter(RevFilter.MERGE_BASE);
        walk.markStart(walk.parseCommit(one));
        walk.markStart(walk.parseCommit(other));
        return Optional.ofNullable(walk.next()).map(RevCommit::copy);
      }
    });
  }

  RevCommit commit(AnyObjectId id) {
    return call(() -> {
      try (RevWalk walk = new RevWalk(repository)) {
        RevCommit commit = walk.parseCommit(id);
        walk.parseBody(commit);
        return commit;
      }
    });
  }

  /// Paths at which two commits differ, sorted.
  SortedSet<String> differing(AnyObjectId base, AnyObjectId head) {
    TreeSet<String> paths = new TreeSet<>();
    for (PathChange change : call(() -> Commits.difference(repository, base, head))) {
      paths.add(change.path());
    }
    return paths;
  }

  /// Tries to merge a commit into another, in memory.
  Merge merge(AnyObjectId main, AnyObjectId head) {
    return call(() -> {
      RecursiveMerger merger =
          (RecursiveMerger) MergeStrategy.RECURSIVE.newMerger(repository, true);
      if (merger.merge(main, head)) {
        return new Merge(merger.getResultTreeId().copy(), List.of());
      }
      TreeSet<String> paths = new TreeSet<>(merger.getUnmergedPaths());
      if (merger.getFailingPaths() != null) {
        paths.addAll(merger.getFailingPaths().keySet());
      }
      return new Merge(null, List.copyOf(paths));
    });
  }

  /// Stores a commit that no branch names yet.
  ObjectId write(
      AnyObjectId tree,
      List<? extends AnyObjectId> parents,
      PersonIdent author,
      PersonIdent committer,
      String message) {
    return call(() -> {
      try (ObjectInserter inserter = repository.newObjectInserter()) {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(new ArrayList<>(parents));
        commit.setAuthor(author);
        commit.setCommitter(committer);
        commit.setMessage(message);
        ObjectId id = inserter.insert(commit);
        inserter.flush();
        return id;
      }
    });
  }

  /// Stores the tree of a commit with some files written or removed.
  ObjectId edit(AnyObjectId commit, Map<String, Optional<byte[]>> files) {
    return call(() -> {
      try (ObjectInserter inserter = repository.newObjectInserter();
          ObjectReader reader = repository.newObjectReader();
          RevWalk walk = new RevWalk(reader)) {
        DirCache cache = DirCache.newInCore();
        DirCacheBuilder builder = cache.builder();
        builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, walk.parseTree(commit));
        builder.finish();
        DirCacheEditor editor = cache.editor();
        for (Map.Entry<String, Optional<byte[]>> file : files.entrySet()) {
          Optional<byte[]> content = file.getValue();
          if (content.isEmpty()) {
            editor.add(new DirCacheEditor.DeletePath(file.getKey()));
          } else {
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, content.get());
            editor.add(new Write(file.getKey(), blob));
          }
        }
        editor.finish();
        ObjectId tree = cache.writeTree(inserter);
        inserter.flush();
        return tree;
      }
    });
  }

  static PersonIdent ident(Person person, Instant at) {
    String email = person.email();
    return new PersonIdent(
        person.displayName(),
        email == null ? person.name() + "@users.invalid" : email,
        at,
        ZoneOffset.UTC);
  }

  static PersonIdent weft(Instant at) {
    return new PersonIdent("Weft", "weft@weft.invalid", at, ZoneOffset.UTC);
  }

  /// Something that reads or writes the repository.
  interface Io<T> {
    T call() throws IOException;
  }

  static <T> T call(Io<T> io) {
    try {
      return io.call();
    } catch (IOException e) {
      throw new UncheckedIOException("the repository of the mesh cannot be used: " + e, e);
    }
  }

  private static final class Write extends DirCacheEditor.PathEdit {

    private final ObjectId blob;

    private Write(String path, ObjectId blob) {
      super(path);
      this.blob = blob;
    }

    @Override
    public void apply(DirCacheEntry entry) {
      entry.setFileMode(FileMode.REGULAR_FILE);
      entry.setObjectId(blob);
    }
  }
}
