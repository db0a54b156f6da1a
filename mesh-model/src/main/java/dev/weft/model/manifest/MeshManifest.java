// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

import dev.weft.model.mesh.Budget;
import dev.weft.model.mesh.Cluster;
import dev.weft.model.mesh.DriftRules;
import dev.weft.model.mesh.Link;
import dev.weft.model.mesh.RemovalRules;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// `mesh.yaml`.
///
/// @param header name, title, tags, source
/// @param owner the team that looks after the mesh, when written
/// @param governance the team that answers for policies, waivers and terms, when written
/// @param clusters titles of all clusters by name, in the order of the file
/// @param environments by name, in the order of the file
/// @param topicTemplate how topics are named
/// @param defaults what holds where nothing is said
/// @param links between clusters
public record MeshManifest(
    Header header,
    @Nullable String owner,
    @Nullable String governance,
    SequencedMap<String, String> clusters,
    SequencedMap<String, Environment> environments,
    String topicTemplate,
    Defaults defaults,
    List<Link> links)
    implements Manifest {

  /// The template where the mesh gives none.
  public static final String TOPIC_TEMPLATE = "{domain}.{product}.{port}.v{major}";

  public MeshManifest {
    links = List.copyOf(links);
  }

  /// An environment.
  ///
  /// @param name its name
  /// @param clusters in the order of the file
  /// @param control name of the control cluster, when written
  /// @param defaults lie over the mesh's
  /// @param budget what one run may take away
  /// @param removal what becomes of topics that no manifest wants
  /// @param drift what is done about changes on the servers
  public record Environment(
      String name,
      List<Cluster> clusters,
      @Nullable String control,
      Defaults defaults,
      Budget budget,
      RemovalRules removal,
      DriftRules drift) {
    public Environment {
      clusters = List.copyOf(clusters);
    }
  }
}
