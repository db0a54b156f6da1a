// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import dev.weft.governance.Compliance;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.FindingDocument;
import dev.weft.model.event.MeshDocument;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.name.ProductName;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.resource.DesiredState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One pass over an environment, as the documents tell it.
///
/// @param loaded the manifests
/// @param mesh the manifests as the environment sees them
/// @param desired the resources they want
/// @param diagnostics what is wrong with the manifests in this environment
/// @param commit the commit they are of
/// @param findings what policies say, by product
/// @param scanned how products stand to policies, where that is anything but well; null when nobody
///   looked, and then nothing is said about it
/// @param policies policies besides those of the manifests
/// @param prepared what was planned; absent when the servers were not asked, and then nothing is
///   said about them
/// @param report what was applied of it; absent when nothing was
/// @param at when the pass ended
public record Publication(
    LoadedMesh loaded,
    EnvironmentMesh mesh,
    DesiredState desired,
    List<Diagnostic> diagnostics,
    CommitDocument commit,
    Map<ProductName, List<FindingDocument>> findings,
    @Nullable Map<ProductName, Compliance> scanned,
    List<MeshDocument.Policy> policies,
    @Nullable Prepared prepared,
    @Nullable RunReport report,
    Instant at) {

  public Publication {
    diagnostics = List.copyOf(diagnostics);
    findings = Map.copyOf(findings);
    scanned = scanned == null ? null : Map.copyOf(scanned);
    policies = List.copyOf(policies);
  }
}
