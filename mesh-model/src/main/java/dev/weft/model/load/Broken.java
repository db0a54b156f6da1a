// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.ProductName;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What cannot be trusted because of errors, by itself or through what it depends on.
///
/// @param mesh whether `mesh.yaml` or `teams.yaml` cannot be used
/// @param products by name
/// @param applications by name
record Broken(
    boolean mesh, SortedSet<ProductName> products, SortedSet<ApplicationName> applications) {

  /// Follows dependencies, and adds one note per cause about what it takes along.
  static Broken of(MeshIndex index, Findings findings) {
    TreeSet<ProductName> products = new TreeSet<>(findings.products());
    TreeSet<ApplicationName> applications = new TreeSet<>(findings.applications());
    for (String domain : findings.domains()) {
      int taken = 0;
      for (ApplicationName application : index.knownApplications()) {
        if (application.domain().equals(domain) && applications.add(application)) {
          taken++;
        }
      }
      for (ProductName product : index.knownProducts()) {
        if (product.domain().equals(domain) && products.add(product)) {
          taken++;
        }
      }
      if (taken > 0) {
        findings.note(
            Location.ofFile("domains/" + domain + "/domain.yaml"),
            Rules.REFERENCE_BROKEN,
            "Because this file has errors, %s of the domain %s left as %s."
                .formatted(
                    taken == 1
                        ? "one product or application"
                        : taken + " products and applications",
                    taken == 1 ? "is" : "are",
                    taken == 1 ? "it is" : "they are"));
      }
    }
    Map<ApplicationName, TreeSet<ProductName>> taken = new TreeMap<>();
    for (DataProductManifest product : index.products().values()) {
      ApplicationName producer = product.producer();
      if (producer != null && applications.contains(producer) && products.add(product.id())) {
        taken.computeIfAbsent(producer, _ -> new TreeSet<>()).add(product.id());
      }
    }
    taken.forEach((application, left) ->
        findings.note(
            Location.ofFile(
                "domains/%s/applications/%s.yaml"
                    .formatted(application.domain(), application.application())),
            Rules.REFERENCE_BROKEN,
            "Because the producer `%s` has errors, %s left as %s."
                .formatted(
                    application,
                    left.size() == 1
                        ? "`" + left.first() + "` is"
                        : "`%s` and %d more products are".formatted(left.first(), left.size() - 1),
                    left.size() == 1 ? "it is" : "they are")));
    return new Broken(findings.isMeshBroken(), products, applications);
  }
}
