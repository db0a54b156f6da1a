// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.deployment.CatalogConfig;
import dev.weft.catalog.forge.Forge;
import dev.weft.catalog.forge.Forges;
import dev.weft.catalog.http.ProblemException;
import dev.weft.catalog.view.Team;
import dev.weft.governance.ChangeMemory;
import dev.weft.model.load.LoadMemory;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.Resolution;
import dev.weft.model.manifest.TeamListManifest;
import dev.weft.model.mesh.EnvironmentMesh;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The mesh of the main branch, as Git has it now: what requests are checked against. The catalog's
/// own read model may be behind it.
@ApplicationScoped
class BaseMesh {

  /// The mesh at a commit, on a day.
  record At(String commit, LocalDate day, LoadedMesh mesh, Resolution resolution) {

    /// As the catalog's environment sees it.
    ///
    /// @throws ProblemException when the main branch cannot be used at all
    EnvironmentMesh environment() {
      EnvironmentMesh environment = resolution.mesh();
      if (environment == null) {
        throw ProblemException.unavailable(
            "The mesh in the main branch cannot be read; `weft validate` says why.", null);
      }
      return environment;
    }

    /// Teams by their names; one that the mesh does not know has only its name.
    List<Team> teams(Collection<String> names) {
      List<TeamListManifest.Team> known =
          mesh.teams().map(TeamListManifest::teams).orElse(List.of());
      return names.stream().sorted().map(name -> team(known, name)).toList();
    }

    private static Team team(List<TeamListManifest.Team> known, String name) {
      return known.stream()
          .filter(team -> team.name().equals(name))
          .findFirst()
          .map(team ->
              new Team(
                  name, team.title(), team.email(), team.chat(), team.onCall(), team.members()))
          .orElseGet(() -> new Team(name, name, null, null, null, List.of()));
    }
  }

  /// What is known of earlier looks, so that a look at a change costs what it changes.
  ///
  /// @param files what was in files, whichever tree they are in
  /// @param checks what policies said of the main branch
  record Memory(LoadMemory files, ChangeMemory checks) {

    Memory() {
      this(new LoadMemory(), new ChangeMemory());
    }
  }

  private final Memory memory = new Memory();
  private final Forges forges;
  private final CatalogConfig config;
  private final Clock clock;
  private volatile @Nullable At last;

  BaseMesh(Forges forges, CatalogConfig config, Clock clock) {
    this.forges = forges;
    this.config = config;
    this.clock = clock;
  }

  /// The mesh of the main branch now.
  At now() {
    Forge forge = forges.forge();
    return at(forge, forge.base());
  }

  /// The mesh of a commit of the main branch.
  At at(Forge forge, String commit) {
    LocalDate today = today();
    At known = last;
    if (known != null && known.commit().equals(commit) && known.day().equals(today)) {
      return known;
    }
    LoadedMesh mesh = MeshLoader.load(forge.tree(commit), memory.files());
    At read = new At(commit, today, mesh, mesh.resolve(config.environment(), today));
    last = read;
    return read;
  }

  Memory memory() {
    return memory;
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  Instant time() {
    return clock.instant();
  }

  String environmentName() {
    return config.environment();
  }
}
