// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A policy, of the mesh or of a domain.
///
/// @param header name, title, tags, source
/// @param domain the domain whose folder it stands in; absent for a policy of the mesh
/// @param description what it asks for, and why
/// @param severity `error`, `danger`, `warning` or `note`
/// @param mode `enforce`, `warn` or `audit`
/// @param kinds kinds it looks at; empty means all
/// @param domains domains it looks at; empty means all
/// @param rule CEL text
/// @param message what a finding says
/// @param hint what to do; may be empty
/// @param parameters values for the rule, as written
public record PolicyManifest(
    Header header,
    @Nullable String domain,
    String description,
    String severity,
    String mode,
    List<String> kinds,
    List<String> domains,
    String rule,
    String message,
    String hint,
    SortedMap<String, String> parameters)
    implements Manifest {

  public PolicyManifest {
    kinds = List.copyOf(kinds);
    domains = List.copyOf(domains);
  }
}
