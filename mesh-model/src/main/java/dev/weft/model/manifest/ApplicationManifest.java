// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

import dev.weft.model.mesh.Application;
import dev.weft.model.name.ApplicationName;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// `domains/<domain>/applications/<name>.yaml`.
///
/// @param header name, title, tags, source
/// @param id domain and name
/// @param owner the owning team, when not the domain's
/// @param description what it does; may be empty
/// @param type how it authenticates
/// @param principal the Kafka principal, when written
/// @param quota by Kafka's keys
/// @param reads how it says that it reads ports, in the order of the file
/// @param environments quotas by environment, which lie over `quota`
public record ApplicationManifest(
    Header header,
    ApplicationName id,
    @Nullable String owner,
    String description,
    Application.Type type,
    @Nullable String principal,
    SortedMap<String, Double> quota,
    List<DeclaredReads> reads,
    SortedMap<String, SortedMap<String, Double>> environments)
    implements Manifest {

  public ApplicationManifest {
    reads = List.copyOf(reads);
  }

  /// The principal as written, or the default one.
  public String effectivePrincipal() {
    return principal == null ? "User:" + id.clientId() : principal;
  }
}
