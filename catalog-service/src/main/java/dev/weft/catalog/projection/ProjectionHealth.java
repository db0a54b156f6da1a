// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import dev.weft.catalog.store.ReadModel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready while the database answers and has tables that were once filled from the log. A log that
/// is away does not take the catalog off the network: what it shows is still true, and it says how
/// old it is.
@Readiness
@ApplicationScoped
class ProjectionHealth implements HealthCheck {

  private final ProjectionState state;
  private final ReadModel model;
  private final DataSource database;

  ProjectionHealth(ProjectionState state, ReadModel model, DataSource database) {
    this.state = state;
    this.model = model;
    this.database = database;
  }

  void register(@Observes StartupEvent event, MeterRegistry meters) {
    Gauge.builder("weft.catalog.projection.lag", state, ProjectionState::lagOrZero)
        .description("Records of the log that are not yet shown")
        .register(meters);
    Gauge.builder("weft.catalog.projection.unreadable", state, ProjectionState::unreadable)
        .description("Records of the log that were passed over")
        .register(meters);
  }

  @Override
  public HealthCheckResponse call() {
    var current = state.current();
    return HealthCheckResponse.named("catalog")
        .withData("projection", current.state())
        .withData("message", current.message())
        .withData("lag", current.lag() == null ? "unknown" : current.lag().toString())
        .status(hasTables())
        .build();
  }

  private boolean hasTables() {
    try (Connection connection = database.getConnection()) {
      return model.condition(connection) == ReadModel.Condition.COMPLETE;
    } catch (SQLException e) {
      return false;
    }
  }
}
