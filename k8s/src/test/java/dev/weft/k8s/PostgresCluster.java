// SPDX-License-Identifier: Apache-2.0
package dev.weft.k8s;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;

/// What we use of CloudNativePG's `Cluster`, after its API reference (1.27).
@Group("postgresql.cnpg.io")
@Version("v1")
@Kind("Cluster")
public final class PostgresCluster extends CustomResource<PostgresCluster.Spec, Void> {

  private static final long serialVersionUID = 1;

  /// For Jackson, which is not to force its way in anywhere.
  public PostgresCluster() {}

  public record Spec(
      @JsonProperty(required = true) int instances,
      String imageName,
      @JsonProperty(required = true) Storage storage,
      ResourceRequirements resources,
      Managed managed) {}

  public record Storage(String size, String storageClass) {}

  public record Managed(List<Role> roles) {}

  public record Role(String name, String ensure, boolean login, Reference passwordSecret) {}

  public record Reference(String name) {}
}
