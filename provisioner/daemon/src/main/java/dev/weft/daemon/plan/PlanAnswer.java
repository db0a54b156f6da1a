// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.model.event.FindingDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a commit, or edited files, would do.
///
/// @param commit the commit that was planned; absent for edited files
/// @param base what it is compared with: where the commit left the branch, or the commit that files
///   were written over
/// @param environment whose servers were asked
/// @param exitCode of `weft plan`: 0 nothing to do, 1 error, 2 changes pending, 3 blocked
/// @param plan the document of `weft plan --format json`; absent when the mesh cannot be used at
///   all
/// @param diagnostics everything wrong with the manifests, as in that document
/// @param findings what its own policies say, which are those of an apply after the merge
/// @param check what it changes, by the rules of `base`: the document of `weft check --format
///   json`, with who reads at present; absent when there is nothing to compare it with
/// @param products URNs of the products that the edited paths belong to, sorted
public record PlanAnswer(
    @Nullable String commit,
    @Nullable String base,
    String environment,
    int exitCode,
    @Nullable JsonNode plan,
    JsonNode diagnostics,
    List<FindingDocument> findings,
    @Nullable JsonNode check,
    List<String> products) {

  public PlanAnswer {
    findings = List.copyOf(findings);
    products = List.copyOf(products);
  }
}
