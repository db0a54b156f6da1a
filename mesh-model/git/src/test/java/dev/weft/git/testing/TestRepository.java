// SPDX-License-Identifier: Apache-2.0
package dev.weft.git.testing;

import dev.weft.git.BareRepository;
import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/// A bare repository that tests commit to, file by file. Time passes a minute per commit.
public final class TestRepository implements AutoCloseable {

  /// When the first commit is made.
  public static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");

  private final Path folder;
  private final Repository repository;
  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private int commits;
  private @Nullable Function<byte[], String> signer;

  private TestRepository(Path folder, Repository repository) {
    this.folder = folder;
    this.repository = repository;
  }

  /// A new repository in a folder that does not exist yet.
  public static TestRepository create(Path folder) throws IOException {
    return new TestRepository(folder, BareRepository.create(folder));
  }

  /// Where it is.
  public Path folder() {
    return folder;
  }

  /// The repository itself.
  public Repository git() {
    return repository;
  }

  /// Writes a file of the next commit.
  public TestRepository write(String path, String content) {
    return write(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /// Writes a file of the next commit.
  public TestRepository write(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  /// Writes all files of a tree.
  public TestRepository write(SourceTree tree) throws IOException {
    for (SourceFile file : tree.files()) {
      write(file.path(), tree.read(file.path()));
    }
    return this;
  }

  /// Text of a file as the next commit will have it.
  public String text(String path) {
    byte[] content = files.get(path);
    if (content == null) {
      throw new IllegalArgumentException("there is no file " + path);
    }
    return new String(content, StandardCharsets.UTF_8);
  }

  /// Writes all files, as the next commit will have them, into a folder.
  public void checkOut(Path target) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = target.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  /// Removes a file from the next commit.
  public TestRepository remove(String path) {
    files.remove(path);
    return this;
  }

  /// Signs all commits from now on.
  ///
  /// @param signer gives the armored signature of a commit; null to sign no more
  public TestRepository signedBy(@Nullable Function<byte[], String> signer) {
    this.signer = signer;
    return this;
  }

  /// Commits to `main`.
  public ObjectId commit(String message) throws IOException {
    ObjectId parent = repository.resolve("refs/heads/main");
    return commit("main", message, parent == null ? List.of() : List.of(parent));
  }

  /// Commits all files to a branch, wherever the branch was before.
  public ObjectId commit(String branch, String message, List<ObjectId> parents) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        DirCacheEntry entry = new DirCacheEntry(file.getKey());
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue()));
        builder.add(entry);
      }
      builder.finish();
      return commit(inserter, branch, message, index.writeTree(inserter), new ArrayList<>(parents));
    }
  }

  /// Commits a tree of any content to a branch, whatever it was before.
  public ObjectId commitTree(String branch, String message, ObjectId tree) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      return commit(inserter, branch, message, tree, List.of());
    }
  }

  private ObjectId commit(
      ObjectInserter inserter, String branch, String message, ObjectId tree, List<ObjectId> parents)
      throws IOException {
    PersonIdent author =
        new PersonIdent(
            "Olivia Ward",
            "olivia@example.org",
            BEGIN.plusSeconds(60L * commits++),
            ZoneOffset.UTC);
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentIds(parents);
    commit.setAuthor(author);
    commit.setCommitter(author);
    commit.setMessage(message);
    if (signer != null) {
      String signature = signer.apply(commit.build());
      commit.setGpgSignature(new GpgSignature(signature.getBytes(StandardCharsets.US_ASCII)));
    }
    ObjectId id = inserter.insert(commit);
    inserter.flush();
    RefUpdate update = repository.updateRef("refs/heads/" + branch);
    update.setNewObjectId(id);
    RefUpdate.Result result = update.forceUpdate();
    return switch (result) {
      case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> id;
      default -> throw new IOException("the branch was not moved: " + result);
    };
  }

  @Override
  public void close() {
    repository.close();
  }
}
