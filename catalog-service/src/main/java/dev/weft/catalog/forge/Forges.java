// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import dev.weft.catalog.http.ProblemException;
import dev.weft.git.BareRepository;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/// The forge of this deployment, opened when it is first needed: the repository may come later than
/// the service.
@ApplicationScoped
public class Forges {

  private final ForgeConfig config;
  private final Clock clock;
  private @Nullable Repository repository;
  private @Nullable LocalForge forge;

  Forges(ForgeConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /// The forge.
  ///
  /// @throws ProblemException when there is no repository
  public Forge forge() {
    return local();
  }

  /// The teams that run the platform: those that own the mesh itself. None where there is no
  /// repository that says so.
  public Set<String> meshOwners() {
    try {
      return local().meshOwners();
    } catch (ProblemException _) {
      return Set.of();
    }
  }

  /// The repository behind it, for transports.
  public synchronized Repository repository() {
    local();
    Repository open = repository;
    if (open == null) {
      throw new IllegalStateException("the repository was closed");
    }
    return open;
  }

  /// What may be pushed.
  public PushRules pushRules() {
    return local().pushRules();
  }

  private synchronized LocalForge local() {
    LocalForge known = forge;
    if (known != null) {
      return known;
    }
    Path folder =
        config
            .repository()
            .orElseThrow(() ->
                ProblemException.unavailable(
                    "This catalog has no mesh repository. Set `weft.repository` to the folder of a bare repository.",
                    null));
    try {
      Repository opened = BareRepository.open(folder);
      repository = opened;
      known = new LocalForge(opened, config.branch(), clock);
      forge = known;
      return known;
    } catch (IOException e) {
      throw ProblemException.unavailable("The mesh repository cannot be opened.", e);
    }
  }

  @PreDestroy
  synchronized void close() {
    if (repository != null) {
      repository.close();
      repository = null;
      forge = null;
    }
  }
}
