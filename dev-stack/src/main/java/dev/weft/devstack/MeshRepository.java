// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.install.Drafts;
import dev.weft.devstack.process.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The bare Git repository that the daemon makes real. It begins as a copy of the sample mesh, with
/// a commit by each team for what is theirs; from then on it belongs to those who push.
final class MeshRepository {

  static final String BRANCH = "main";

  private static final String HEAD = "refs/heads/" + BRANCH;
  private static final String SEED = "weft.seed";
  private static final String FED = "weft.fed";

  private final Path folder;

  MeshRepository(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  Path folder() {
    return folder;
  }

  /// The commit that the branch is at; empty while there is no repository.
  Optional<String> head() {
    return Files.isDirectory(folder)
        ? answer("rev-parse", "--verify", "--quiet", HEAD)
        : Optional.empty();
  }

  /// The subject of the commit that the branch is at.
  String subject() {
    return answer("log", "-1", "--format=%s", HEAD).orElse("");
  }

  /// Makes the repository with these files, unless it is there. It appears under its name only when
  /// it is complete.
  void ensure(Path mesh) {
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Path draft = Drafts.of(folder);
      new MeshRepository(draft).seed(mesh);
      Drafts.finish(draft, folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make " + folder, e);
    }
  }

  /// Whether the branch holds exactly these files.
  ///
  /// @param tree see [#digest(Path)]
  boolean isAt(String tree) {
    return answer("rev-parse", HEAD + "^{tree}").equals(Optional.of(tree));
  }

  /// Whether the repository began with exactly these files.
  ///
  /// @param tree see [#digest(Path)]
  boolean isSeed(String tree) {
    return answer("config", SEED).equals(Optional.of(tree));
  }

  /// Whether the sample's data were written once.
  boolean isFed() {
    return answer("config", FED).isPresent();
  }

  void markFed() {
    var _ = git(Map.of(), "config", FED, "true");
  }

  private void seed(Path mesh) throws IOException {
    Files.createDirectories(folder);
    PrivateFiles.folder(folder);
    git(Map.of(), "init", "--quiet", "--bare", "--initial-branch=" + BRANCH);
    // Only what is reviewed gets in over HTTP; nobody rewrites what was merged.
    git(Map.of(), "config", "receive.denyNonFastForwards", "true");
    git(Map.of(), "config", "receive.denyDeletes", "true");
    Teams teams = Teams.of(mesh);
    List<Path> domains = list(mesh.resolve("domains"));
    Instant time =
        Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(domains.size() + 1L));
    Path index = folder.resolve("seed.index");
    List<String> common =
        list(mesh).stream()
            .map(path -> path.getFileName().toString())
            .filter(name -> !name.equals("domains"))
            .toList();
    commit(
        mesh,
        index,
        common,
        author(teams, "platform-team"),
        "Environments, teams, shared terms",
        time);
    for (Path domain : domains) {
      time = time.plus(Duration.ofDays(1)).plus(Duration.ofMinutes(17));
      String name = domain.getFileName().toString();
      commit(
          mesh,
          index,
          List.of("domains/" + name),
          author(teams, Teams.ownerOf(domain)),
          "Products, applications and grants of " + name,
          time);
    }
    Files.deleteIfExists(index);
    git(Map.of(), "config", SEED, digest(mesh));
  }

  private void commit(
      Path mesh, Path index, List<String> paths, String author, String subject, Instant time) {
    var environment = new HashMap<String, String>();
    environment.put("GIT_INDEX_FILE", index.toString());
    environment.put("GIT_WORK_TREE", mesh.toAbsolutePath().toString());
    List<String> add = new ArrayList<>(List.of("add", "--force", "--"));
    paths.forEach(path -> add.add(mesh.resolve(path).toAbsolutePath().toString()));
    git(environment, add.toArray(String[]::new));
    String tree = git(environment, "write-tree");
    for (String role : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + role + "_NAME", name(author));
      environment.put("GIT_" + role + "_EMAIL", author);
      environment.put("GIT_" + role + "_DATE", time.toString());
    }
    List<String> command = new ArrayList<>(List.of("commit-tree", tree, "-m", subject));
    head().ifPresent(parent -> command.addAll(List.of("-p", parent)));
    git(Map.of(), "update-ref", HEAD, git(environment, command.toArray(String[]::new)));
  }

  /// Somebody of a team; the platform's address when nobody is known.
  private static String author(Teams teams, String team) {
    return teams.membersOf(team).stream().findFirst().orElse("platform@example.com");
  }

  /// A person's name out of an address, such as `Ines Carvalho` out of `ines.carvalho@example.com`.
  static String name(String address) {
    String local = address.contains("@") ? address.substring(0, address.indexOf('@')) : address;
    return Arrays.stream(local.split("[._-]+"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining(" "));
  }

  /// The id of the tree that these files make, found without writing into the repository.
  String digest(Path mesh) {
    try {
      Path scratch = Files.createTempDirectory("weft-mesh");
      try {
        // Without the folder, Git takes the repository for none.
        Path objects = Files.createDirectory(scratch.resolve("objects"));
        var environment =
            Map.of(
                "GIT_INDEX_FILE", scratch.resolve("index").toString(),
                "GIT_OBJECT_DIRECTORY", objects.toString(),
                "GIT_WORK_TREE", mesh.toAbsolutePath().toString());
        git(environment, "add", "--force", "--", mesh.toAbsolutePath().toString());
        return git(environment, "write-tree");
      } finally {
        Drafts.delete(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> answer(String... arguments) {
    Commands.Result result = run(Map.of(), arguments);
    return result.status() == 0 ? Optional.of(result.output().strip()) : Optional.empty();
  }

  private String git(Map<String, String> environment, String... arguments) {
    Commands.Result result = run(environment, arguments);
    if (result.status() != 0) {
      throw new DevStackException(
          "`git %s` in %s ended with status %d: %s"
              .formatted(arguments[0], folder, result.status(), result.output().strip()));
    }
    return result.output().strip();
  }

  private Commands.Result run(Map<String, String> environment, String... arguments) {
    var command = new ArrayList<>(List.of("git", "--git-dir=" + folder));
    // Whatever the person at this machine has configured, the seed is the same.
    command.addAll(
        List.of("-c", "core.autocrlf=false", "-c", "core.excludesFile=", "-c", "gc.auto=0"));
    command.addAll(List.of(arguments));
    return Commands.run(command, environment);
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
