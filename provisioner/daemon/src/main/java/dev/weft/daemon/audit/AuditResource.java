// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.audit;

import dev.weft.daemon.leader.Leader;
import dev.weft.daemon.web.Roles;
import dev.weft.provisioner.environment.LiveEnvironment;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Who did what when.
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
final class AuditResource {

  private final LiveEnvironment environment;
  private final Leader leader;

  @Inject
  AuditResource(LiveEnvironment environment, Leader leader) {
    this.environment = environment;
    this.leader = leader;
  }

  @GET
  @RolesAllowed({Roles.READ, Roles.PLAN, Roles.OPERATE})
  @RunOnVirtualThread
  @Operation(
      operationId = "audit",
      summary = "Who did what when, the newest first.",
      description = "The whole log is read and its chain of hashes checked for each answer.")
  public AuditPage records(
      @Parameter(description = "Only records with this in their subject.")
          @QueryParam("subject")
          @DefaultValue("")
          String subject,
      @Parameter(description = "Only records with this in their actor.")
          @QueryParam("actor")
          @DefaultValue("")
          String actor,
      @QueryParam("action") @DefaultValue("") String action,
      @Parameter(description = "Not before this moment, in UTC.")
          @QueryParam("from")
          @DefaultValue("")
          String from,
      @Parameter(description = "Before this moment, in UTC.") @QueryParam("to") @DefaultValue("")
          String to,
      @Parameter(description = "Only records with a smaller sequence: `next` of the page before.")
          @QueryParam("before")
          @DefaultValue("9223372036854775807")
          long before,
      @QueryParam("size") @DefaultValue("50") int size) {
    var filter =
        new Audit.Filter(
            subject, actor, action, Audit.moment("from", from), Audit.moment("to", to), before);
    return read(new Audit(filter, size, null)).page();
  }

  @GET
  @Path("/chain")
  @RolesAllowed({Roles.READ, Roles.PLAN, Roles.OPERATE})
  @RunOnVirtualThread
  @Operation(operationId = "verifyAudit", summary = "Whether anybody altered the audit log.")
  public AuditPage.Chain verify(
      @Parameter(
              description =
                  "The hash of a record that has to be there; finds that newer ones were cut off.")
          @QueryParam("known")
          @Nullable String known) {
    return read(new Audit(new Audit.Filter("", "", "", null, null, 0), 1, known)).chain();
  }

  private Audit read(Audit audit) {
    var _ = environment.readAudit(leader.position().mesh(), audit);
    return audit;
  }
}
