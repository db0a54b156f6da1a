// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.drift;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.weft.daemon.leader.Leader;
import dev.weft.daemon.loop.Engine;
import dev.weft.daemon.loop.Loop.Position;
import dev.weft.daemon.web.Roles;
import dev.weft.governance.Verdict;
import dev.weft.governance.policy.Point;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.environment.Goal;
import dev.weft.provisioner.report.Drift;
import dev.weft.provisioner.report.DriftJson;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Owner;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/// Compares the servers with the branch now. Changes nothing.
@Path("/api/v1/drift")
final class DriftResource {

  private final Engine engine;
  private final Leader leader;
  private final Clock clock = Clock.systemUTC();

  /// Each costs a full read of the servers.
  private final Semaphore places = new Semaphore(1, true);

  @Inject
  DriftResource(Engine engine, Leader leader) {
    this.engine = engine;
    this.leader = leader;
  }

  /// What was found.
  ///
  /// @param commit what the servers were compared with
  /// @param at when
  /// @param errors servers that could not be read; what is on them is not known
  /// @param drift the document of `weft drift --format json`
  public record DriftAnswer(
      String commit,
      Instant at,
      List<String> errors,
      @JsonRawValue @Schema(implementation = Object.class) String drift) {}

  @GET
  @RolesAllowed({Roles.READ, Roles.PLAN, Roles.OPERATE})
  @RunOnVirtualThread
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "drift",
      summary = "Where the servers are not as the branch wants them, read now.")
  public DriftAnswer drift(
      @Parameter(description = "Only owners with this in their name.")
          @QueryParam("about")
          @DefaultValue("")
          String about) {
    Position position = leader.position();
    places.acquireUninterruptibly();
    try {
      return answer(position, about);
    } finally {
      places.release();
    }
  }

  private DriftAnswer answer(Position position, String about) {
    Verdict verdict =
        position
            .revision()
            .governance()
            .check(position.mesh(), Optional.empty(), Point.SCAN, clock.instant());
    String commit = position.revision().commit().id();
    Goal goal = Goal.of(position.mesh(), List.of(), verdict, commit);
    Prepared prepared = engine.plan(goal);
    Set<Owner> owners =
        goal.desired().resources().values().stream()
            .map(Desired::owner)
            .collect(Collectors.toSet());
    Drift whole = Drift.of(prepared.plan(), owners);
    Drift asked =
        new Drift(
            whole.environment(),
            whole.owners().stream()
                .filter(item -> item.owner().toString().contains(about))
                .toList());
    return new DriftAnswer(
        commit, prepared.world().now(), prepared.errors(), DriftJson.render(asked));
  }
}
