// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.environment;

import dev.weft.governance.Compliance;
import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.FindingDocument;
import dev.weft.model.event.MeshDocument;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.name.ProductName;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.publish.Publication;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one pass over an environment went.
///
/// @param loaded the manifests
/// @param commit the commit they are of
/// @param findings what policies say, by product
/// @param scanned how products stand to policies, where that is anything but well; null when nobody
///   looked
/// @param policies policies besides those of the manifests
/// @param prepared what was planned; absent when the servers were not asked
/// @param report what was applied of it; absent when nothing was
public record Pass(
    LoadedMesh loaded,
    CommitDocument commit,
    Map<ProductName, List<FindingDocument>> findings,
    @Nullable Map<ProductName, Compliance> scanned,
    List<MeshDocument.Policy> policies,
    @Nullable Prepared prepared,
    @Nullable RunReport report) {

  public Pass {
    findings = Map.copyOf(findings);
    scanned = scanned == null ? null : Map.copyOf(scanned);
    policies = List.copyOf(policies);
  }

  Publication publication(Goal goal, Instant at) {
    return new Publication(
        loaded,
        goal.mesh(),
        goal.desired(),
        goal.diagnostics(),
        commit,
        findings,
        scanned,
        policies,
        prepared,
        report,
        at);
  }
}
