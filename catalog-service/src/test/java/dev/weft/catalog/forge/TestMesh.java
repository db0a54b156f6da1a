// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import dev.weft.git.BareRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;

/// A bare repository in a folder with a small mesh: the domains `reviews` and `billing`, each with
/// a product, and one product of `reviews` that another team owns.
public final class TestMesh implements AutoCloseable {

  public static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
  public static final Person CARL =
      Person.of("carl", "Carl Billing", "carl@example.com", List.of("billing-team"));
  public static final Person OLIVIA =
      Person.of("olivia", "Olivia Reviews", "olivia@example.com", List.of("reviews-team"));
  public static final Person PETRA =
      Person.of("petra", "Petra Platform", "petra@example.com", List.of("platform-team"));
  public static final Person MALLORY = Person.of("mallory", "Mallory", null, List.of());

  static final String PRODUCT = "domains/reviews/enriched-reviews/product.yaml";

  private final Repository repository;
  private final LocalForge forge;

  private TestMesh(Repository repository) {
    this.repository = repository;
    this.forge = newForge();
  }

  /// Makes the repository.
  public static TestMesh in(Path folder) {
    try {
      TestMesh mesh = new TestMesh(BareRepository.create(folder));
      mesh.commit("main", files());
      return mesh;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Repository repository() {
    return repository;
  }

  public LocalForge forge() {
    return forge;
  }

  /// A forge that has read nothing yet.
  LocalForge newForge() {
    return new LocalForge(repository, "main", Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /// Files of the mesh, which is valid.
  static Map<String, Optional<String>> files() {
    Map<String, Optional<String>> files = new LinkedHashMap<>();
    files.put(
        "mesh.yaml",
        manifest(
            "Mesh",
            "test",
            "owner: platform-team",
            "clusters: {onprem: {}}",
            "environments: {dev: {clusters: {onprem: {}}}}"));
    files.put(
        "teams.yaml",
        manifest(
            "TeamList",
            "teams",
            "teams: [{name: reviews-team}, {name: billing-team}, {name: care-team}, {name: platform-team}]"));
    files.put("domains/reviews/domain.yaml", manifest("Domain", "reviews", "owner: reviews-team"));
    files.put("domains/billing/domain.yaml", manifest("Domain", "billing", "owner: billing-team"));
    files.put(PRODUCT, product("enriched-reviews", ""));
    files.put("domains/reviews/care-calls/product.yaml", product("care-calls", "owner: care-team"));
    files.put("domains/billing/invoices/product.yaml", product("invoices", ""));
    return files;
  }

  static Optional<String> product(String name, String owner) {
    return manifest("DataProduct", name, "type: aggregate", "status: draft", owner);
  }

  static Optional<String> manifest(String kind, String name, String... spec) {
    StringBuilder text = new StringBuilder();
    text.append("apiVersion: weft.dev/v1\nkind: ").append(kind);
    text.append("\nmetadata: {name: ").append(name).append("}\nspec:\n");
    for (String line : spec) {
      if (!line.isEmpty()) {
        text.append("  ").append(line).append('\n');
      }
    }
    return Optional.of(text.toString());
  }

  /// Commits files on a branch as a person at a keyboard would, without any forge: on the branch
  /// itself when it exists, on the main branch otherwise.
  public ObjectId commit(String branch, Map<String, Optional<String>> files) {
    try {
      ObjectId parent = repository.resolve(Constants.R_HEADS + branch);
      if (parent == null) {
        parent = repository.resolve(Constants.R_HEADS + "main");
      }
      return commitOn(parent, branch, files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ObjectId commitOn(
      @org.jspecify.annotations.Nullable ObjectId parent,
      String branch,
      Map<String, Optional<String>> files)
      throws IOException {
    ObjectId tree;
    if (parent == null) {
      try (ObjectInserter inserter = repository.newObjectInserter()) {
        ObjectId empty = inserter.insert(new TreeFormatter());
        parent = inserter.insert(commitOf(empty, null, "Start of " + branch));
        inserter.flush();
      }
    }
    Map<String, Optional<byte[]>> bytes = new LinkedHashMap<>();
    files.forEach(
        (path, text) -> bytes.put(path, text.map(each -> each.getBytes(StandardCharsets.UTF_8))));
    tree = new MeshRepository(repository, "main").edit(parent, bytes);
    return point(branch, tree, parent);
  }

  /// Stores a commit on top of another, on a branch that nobody looks at.
  ObjectId commitOnto(ObjectId parent, Map<String, Optional<String>> files) {
    try {
      return commitOn(parent, "aside", files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lets a branch be at a new commit of a tree.
  ObjectId point(String branch, ObjectId tree, ObjectId parent) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(commitOf(tree, parent, "Edit by hand"));
      inserter.flush();
      var update = repository.updateRef(Constants.R_HEADS + branch);
      update.setNewObjectId(id);
      update.setForceUpdate(true);
      update.update();
      return id;
    }
  }

  private static CommitBuilder commitOf(
      ObjectId tree, @org.jspecify.annotations.Nullable ObjectId parent, String message) {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    if (parent != null) {
      commit.setParentId(parent);
    }
    commit.setAuthor(MeshRepository.ident(PETRA, NOW));
    commit.setCommitter(MeshRepository.ident(PETRA, NOW));
    commit.setMessage(message);
    return commit;
  }

  /// Opens a change request over the forge.
  Change propose(Person author, String path, String content) {
    return forge.propose(
        Proposal.of(author, "edit", "Edit " + path, Map.of(path, Optional.of(content))));
  }

  /// Opens change requests, each of one file, in one go.
  void openMany(int count) {
    MeshRepository git = new MeshRepository(repository, "main");
    ChangeStore store = new ChangeStore(git);
    ObjectId main = git.main();
    List<ObjectId> heads = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String path = "domains/reviews/p" + i + "/docs/note.md";
      ObjectId tree = git.edit(main, Map.of(path, Optional.of(new byte[] {'a'})));
      heads.add(
          git.write(
              tree,
              List.of(main),
              MeshRepository.ident(CARL, NOW),
              MeshRepository.weft(NOW),
              "Edit " + i));
    }
    RefMoves.Batch batch = null;
    for (int i = 1; i <= count; i++) {
      ObjectId head = heads.get(i % heads.size());
      Change.Header header =
          new Change.Header(
              1,
              i,
              "Edit " + i,
              "",
              new Change.Author("carl", "Carl Billing", List.of("billing-team")),
              "edit-" + i,
              NOW,
              null);
      ObjectId tip =
          store.write(
              header, List.of(new ChangeEvent.Opened(NOW, "carl", head.name())), null, head);
      String ref = ChangeStore.PREFIX + i;
      batch = batch == null ? new RefMoves(repository).create(ref, tip) : batch.create(ref, tip);
      batch = batch.create(Constants.R_HEADS + "edit-" + i, head);
    }
    if (batch == null || !batch.execute("test")) {
      throw new IllegalStateException("the references did not move");
    }
  }

  @Override
  public void close() {
    repository.close();
  }
}
