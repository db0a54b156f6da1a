// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.platform;

import dev.weft.catalog.deployment.CatalogConfig;
import dev.weft.catalog.platform.Platform.ClusterInfo;
import dev.weft.catalog.platform.Platform.Counts;
import dev.weft.catalog.platform.Platform.Daemon;
import dev.weft.catalog.platform.Platform.Projection;
import dev.weft.catalog.platform.Platform.ServiceState;
import dev.weft.catalog.store.Documents;
import dev.weft.model.event.DaemonStatus;
import dev.weft.model.event.MeshDocument;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Puts together what is known of the platform; answers also while parts of it are away.
@ApplicationScoped
class PlatformStatus {

  private static final Logger LOG = Logger.getLogger(PlatformStatus.class);
  private static final String COUNTS =
      """
      select (select count(*) from catalog.document where kind = 'domain'),
        (select count(*) from catalog.product), (select count(*) from catalog.port),
        (select count(*) from catalog.application),
        (select count(distinct (product, other)) from catalog.flow where kind = 'grant')
      """;

  private final CatalogConfig config;
  private final Documents documents;
  private final DataSource database;
  private final ServiceProbes probes;
  private final ProjectionProgress projection;
  private final Instance<OpenChangeRequests> changeRequests;
  private final Clock clock;

  PlatformStatus(
      CatalogConfig config,
      Documents documents,
      DataSource database,
      ServiceProbes probes,
      ProjectionProgress projection,
      Instance<OpenChangeRequests> changeRequests,
      Clock clock) {
    this.config = config;
    this.documents = documents;
    this.database = database;
    this.probes = probes;
    this.projection = projection;
    this.changeRequests = changeRequests;
    this.clock = clock;
  }

  Platform current() {
    Projection progress = projection.current();
    List<ServiceState> services = new ArrayList<>(probes.states());
    boolean hasLog = progress.lag() != null;
    services.add(
        new ServiceState(
            "log",
            hasLog ? "up" : progress.state().equals("starting") ? "unknown" : "down",
            hasLog ? "" : progress.message(),
            clock.instant()));
    Optional<MeshDocument> mesh = Optional.empty();
    @Nullable Daemon daemon = null;
    Counts counts = new Counts(0, 0, 0, 0, 0, openChangeRequests());
    try {
      mesh = documents.mesh();
      daemon = documents.daemon(config.environment()).map(PlatformStatus::view).orElse(null);
      counts = counts();
    } catch (PersistenceException | SQLException e) {
      // The page says that the database is away; everything else is still worth showing.
      LOG.warnf("platform page without the database message=%s", e.getMessage());
    }
    return new Platform(
        config.environment(),
        mesh.map(MeshDocument::title).orElse(config.environment()),
        daemon,
        mesh.stream()
            .flatMap(document -> document.clusters().stream())
            .map(cluster -> new ClusterInfo(cluster.name(), cluster.title()))
            .toList(),
        services,
        progress,
        counts);
  }

  private Counts counts() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(COUNTS);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new Counts(
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          row.getLong(5),
          openChangeRequests());
    }
  }

  private @Nullable Long openChangeRequests() {
    if (!changeRequests.isResolvable()) {
      return null;
    }
    try {
      return changeRequests.get().count();
    } catch (RuntimeException e) {
      LOG.warnf("the forge does not answer message=%s", e.getMessage());
      return null;
    }
  }

  private static Daemon view(DaemonStatus status) {
    return new Daemon(
        status.environment(),
        status.revision(),
        status.commitTime(),
        status.startedAt(),
        status.lastPassAt(),
        status.lastPassResult(),
        status.lastFullPassAt(),
        status.message(),
        status.leader(),
        status.url());
  }
}
