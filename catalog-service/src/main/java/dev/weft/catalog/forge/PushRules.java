// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import dev.weft.model.manifest.TeamListManifest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/// What may be pushed: branches with readable files, by members of a team. Everything is said in a
/// sentence that says what to do instead.
public final class PushRules {

  private static final int LONGEST_NAME = 100;

  private final MeshRepository repository;
  private final Forge forge;

  PushRules(MeshRepository repository, Forge forge) {
    this.repository = repository;
    this.forge = forge;
  }

  /// Why a person may push nothing at all; empty when they may push.
  public Optional<String> whyNot(Person person) {
    Set<String> teams = teams();
    if (person.isInAny(teams)) {
      return Optional.empty();
    }
    return Optional.of(
        "%s is in no team of teams.yaml, and only members of a team may push."
            .formatted(person.name()));
  }

  /// Why a reference may not be written or removed; empty when it may.
  ///
  /// @param ref full name
  /// @param from where it is; the zero id when it does not exist
  /// @param to where it shall be; the zero id to remove it
  public Optional<String> whyNot(Person person, String ref, ObjectId from, ObjectId to) {
    if (ref.equals(repository.mainRef())) {
      return Optional.of(
          "the main branch changes by merged change requests only; push a branch instead: git push origin HEAD:<name>");
    }
    if (ref.startsWith("refs/weft/")) {
      return Optional.of("refs/weft/ belongs to Weft itself");
    }
    if (!ref.startsWith(Constants.R_HEADS)) {
      return Optional.of("only branches can be pushed");
    }
    String branch = ref.substring(Constants.R_HEADS.length());
    if (branch.length() > LONGEST_NAME
        || !branch.matches("[A-Za-z0-9][A-Za-z0-9._/-]*")
        || !Repository.isValidRefName(ref)) {
      return Optional.of(
          "the name of a branch has letters, digits, `-`, `_`, `.` and `/`, and at most %d of them"
              .formatted(LONGEST_NAME));
    }
    Optional<String> foreign = whyNotTheirs(person, branch, from);
    if (foreign.isPresent() || to.equals(ObjectId.zeroId())) {
      return foreign;
    }
    return whyNot(to);
  }

  private Optional<String> whyNotTheirs(Person person, String branch, ObjectId from) {
    Optional<Change> open = forge.openOn(branch);
    if (open.isEmpty()) {
      return from.equals(ObjectId.zeroId()) || isMadeBy(person, branch)
          ? Optional.empty()
          : Optional.of("the branch `" + branch + "` is not yours; choose another name");
    }
    Change.Author author = open.get().header().author();
    if (open.get().header().access() != null) {
      return Optional.of(
          "the branch belongs to access request %d; withdraw it and ask again"
              .formatted(open.get().number()));
    }
    return author.name().equals(person.name()) || person.isInAny(author.teams())
        ? Optional.empty()
        : Optional.of(
            "the branch `%s` belongs to %s (change request %d); choose another name"
                .formatted(branch, author.name(), open.get().number()));
  }

  /// Whether a branch that outlived its change request is the person's own.
  private boolean isMadeBy(Person person, String branch) {
    return forge.list().stream()
        .filter(change -> change.header().branch().equals(branch))
        .findFirst()
        .map(change -> change.header().author())
        .filter(author -> author.name().equals(person.name()) || person.isInAny(author.teams()))
        .isPresent();
  }

  private Optional<String> whyNot(ObjectId head) {
    ObjectId main = repository.main();
    if (repository.mergeBase(main, head).isEmpty()) {
      return Optional.of(
          "the branch has no commit in common with the main branch; clone, then branch");
    }
    if (repository.isMerged(head, main)) {
      return Optional.of("the main branch has all of these commits; there is nothing to propose");
    }
    List<String> problems = new TreeRules(repository.git()).check(main, head);
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
  }

  private Set<String> teams() {
    LoadedMesh mesh = MeshLoader.load(new OneFile(repository.tree(repository.main())));
    return mesh.teams().map(TeamListManifest::teams).orElse(List.of()).stream()
        .map(TeamListManifest.Team::name)
        .collect(Collectors.toSet());
  }

  private record OneFile(SourceTree tree) implements SourceTree {

    @Override
    public List<SourceFile> files() {
      return tree.files().stream().filter(file -> file.path().equals("teams.yaml")).toList();
    }

    @Override
    public byte[] read(String path) throws IOException {
      return tree.read(path);
    }
  }
}
