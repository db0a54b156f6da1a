// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.devstack.process.Commands;
import dev.weft.model.load.SourceFile;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Small changes to the sample mesh. A change is brought into the repository first, and merged
/// later by moving the branch, which is what is timed.
final class MeshEdits {

  /// The product whose config is changed.
  static final String PRODUCT = "urn:weft:reviews:raw-reviews";

  private static final int PRODUCTS_OF_A_DOMAIN = 100;
  private static final String MANIFEST = "domains/reviews/raw-reviews/product.yaml";
  private static final Map<String, String> PORTS =
      Map.of("reviews/clean-reviews", "clean@v1", "reviews/enriched-reviews", "enriched@v1");

  private final Path repository;
  private final Path clone;
  private final Deque<Access> grants = new ArrayDeque<>();

  private record Access(String consumer, String product) {

    String name() {
      return consumer.replace('/', '-');
    }
  }

  MeshEdits(Path repository, Path folder) throws IOException {
    this.repository = repository;
    this.clone = folder.resolve("clone");
    Commands.require(
        List.of("git", "clone", "--quiet", repository.toString(), clone.toString()), Map.of());
    for (String product : PORTS.keySet().stream().sorted().toList()) {
      for (String application : applications()) {
        String own = application.substring(application.indexOf('/') + 1) + ".yaml";
        if (!Files.exists(access(product).resolve(own))) {
          grants.add(new Access(application, product));
        }
      }
    }
  }

  private List<String> applications() throws IOException {
    Path domains = clone.resolve("domains");
    List<String> all = new ArrayList<>();
    for (Path domain : list(domains)) {
      for (Path file : list(domain.resolve("applications"))) {
        String name = file.getFileName().toString().replace(".yaml", "");
        all.add(domain.getFileName() + "/" + name);
      }
    }
    return all;
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private Path access(String product) {
    return clone.resolve("domains").resolve(product).resolve("access");
  }

  /// Adds products, each with a topic of one partition, a schema, a producer and consumers.
  ///
  /// @return the commit
  String grow(int products) throws IOException {
    int domains = Math.max(1, products / PRODUCTS_OF_A_DOMAIN);
    MemoryTree tree =
        GeneratedMesh.of(new GeneratedMesh.Size(domains, PRODUCTS_OF_A_DOMAIN, 1, 1), 1).tree();
    for (SourceFile file : tree.files()) {
      if (file.path().startsWith("domains/")) {
        Path target = clone.resolve(file.path());
        Files.createDirectories(target.getParent());
        Files.writeString(target, small(file.path(), tree.text(file.path())));
      }
    }
    String teams = tree.text("teams.yaml");
    Files.writeString(
        clone.resolve("teams.yaml"),
        teams.substring(teams.indexOf("    - ")),
        StandardOpenOption.APPEND);
    return commit("%,d products more".formatted(products));
  }

  /// One broker has no room for thousands of topics with many partitions, nor for copies of them;
  /// and making thousands of logins is not what is measured.
  private static String small(String path, String manifest) {
    if (path.contains("/applications/")) {
      String principal = "User:CN=" + path.replaceAll("[^a-z-]+", ".");
      return manifest.replace("spec:\n", "spec:\n  type: mtls\n  principal: " + principal + "\n");
    }
    String single =
        manifest.replaceAll(" +availableOn: .*\n", "").replaceAll("partitions: \\d+, ", "");
    return single.contains("\n      topic: {")
        ? single.replace("\n      topic: {", "\n      topic: {partitions: 1, ")
        : single.replace("      sla: {", "      topic: {partitions: 1}\n      sla: {");
  }

  /// Whether somebody is left to whom access can be given.
  boolean hasGrants() {
    return !grants.isEmpty();
  }

  /// Another retention for a topic.
  ///
  /// @return the commit
  String retention(Duration retention) throws IOException {
    Path file = clone.resolve(MANIFEST);
    String text = Files.readString(file);
    Files.writeString(
        file, text.replaceFirst("retention: \\w+", "retention: PT" + retention.toHours() + "H"));
    return commit("Keep raw reviews for " + retention.toHours() + " hours");
  }

  /// Access for one more application.
  ///
  /// @return the commit
  String grant() throws IOException {
    Access access = grants.remove();
    Files.writeString(
        access(access.product()).resolve(access.name() + ".yaml"),
        """
        apiVersion: weft.dev/v1
        kind: AccessGrant
        metadata:
          name: %s
        spec:
          consumer: %s
          ports: [%s]
          operation: read
          purpose: analytics
          reason: Measures how long a merge takes.
          expires: %s
        """
            .formatted(
                access.name(),
                access.consumer(),
                PORTS.get(access.product()),
                LocalDate.now(ZoneOffset.UTC).plusDays(30)));
    return commit("Let " + access.consumer() + " read " + access.product());
  }

  /// Moves the branch to a commit.
  void merge(String commit) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder(
                "git", "--git-dir=" + repository, "update-ref", "refs/heads/main", commit)
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("the branch could not be moved to " + commit);
    }
  }

  /// Commits everything and brings it into the repository, on a branch that nobody follows.
  private String commit(String subject) {
    git("add", "--all");
    git(
        "-c",
        "user.name=Bench",
        "-c",
        "user.email=bench@example.com",
        "commit",
        "--quiet",
        "-m",
        subject);
    git("push", "--quiet", "--force", "origin", "HEAD:refs/heads/bench");
    return Commands.run(List.of("git", "-C", clone.toString(), "rev-parse", "HEAD"), Map.of())
        .output()
        .strip();
  }

  private void git(String... arguments) {
    var command = new ArrayList<>(List.of("git", "-C", clone.toString()));
    command.addAll(List.of(arguments));
    Commands.require(command, Map.of());
  }
}
