// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.mesh;

import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.ProductName;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/// The mesh as one environment sees it, with every default, overlay and reference resolved. This is
/// what compilers, policies and the catalog read.
///
/// @param name the mesh's name
/// @param environment the environment's name
/// @param clusters the environment's clusters by name
/// @param control name of the cluster that holds the control-plane log
/// @param links between its clusters, in the order of the file
/// @param budget how much one run may take away
/// @param removal what becomes of topics that no manifest wants
/// @param drift what is done about changes on the servers
/// @param applications by name; without quarantined ones
/// @param products sorted by name; without quarantined and draft ones
/// @param grants sorted by producer, port and consumer; all states; without those of quarantined or
///   draft products and those to quarantined applications, whose rights stay as they are
/// @param quarantine what could not be read and must therefore be left as it is
public record EnvironmentMesh(
    String name,
    String environment,
    SortedMap<String, Cluster> clusters,
    String control,
    List<Link> links,
    Budget budget,
    RemovalRules removal,
    DriftRules drift,
    SortedMap<ApplicationName, Application> applications,
    List<Product> products,
    List<Grant> grants,
    Quarantine quarantine) {

  public EnvironmentMesh {
    links = List.copyOf(links);
  }

  /// The link that leads from one cluster to another, if there is one.
  public Optional<Link> link(String from, String to) {
    return links.stream()
        .filter(link -> link.from().equals(from) && link.to().equals(to))
        .findFirst();
  }

  /// The same mesh with other applications.
  public EnvironmentMesh with(SortedMap<ApplicationName, Application> others) {
    return new EnvironmentMesh(
        name,
        environment,
        clusters,
        control,
        links,
        budget,
        removal,
        drift,
        others,
        products,
        grants,
        quarantine);
  }

  /// Products and applications whose manifests, schemas, domain or references are broken. Whatever
  /// exists of them keeps its last good state.
  ///
  /// @param products sorted
  /// @param applications sorted
  public record Quarantine(
      SortedSet<ProductName> products, SortedSet<ApplicationName> applications) {}
}
