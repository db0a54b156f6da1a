// SPDX-License-Identifier: Apache-2.0
package dev.weft.k8s;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;

/// What we use of CloudNativePG's `Database`, after its API reference (1.27).
@Group("postgresql.cnpg.io")
@Version("v1")
@Kind("Database")
public final class PostgresDatabase extends CustomResource<PostgresDatabase.Spec, Void> {

  private static final long serialVersionUID = 1;

  /// For Jackson, which is not to force its way in anywhere.
  public PostgresDatabase() {}

  public record Spec(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String owner,
      @JsonProperty(required = true) PostgresCluster.Reference cluster,
      List<Extension> extensions) {}

  public record Extension(String name, String ensure) {}
}
