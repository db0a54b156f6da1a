// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.manifest.AccessGrantManifest;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Resolves the grants of one environment on one day.
final class GrantResolver {

  /// Of grants of one product.
  private static final Comparator<Grant> ORDER =
      Comparator.<Grant, PortName>comparing(grant -> grant.ports().getFirst())
          .thenComparing(Grant::consumer)
          .thenComparing(Grant::name);

  private final MeshIndex index;
  private final List<Product> products;
  private final Map<ApplicationName, Application> applications;
  private final Map<AccessGrantManifest, Grant> before;
  private final Findings findings;
  private final Map<AccessGrantManifest, Grant> byManifest = new IdentityHashMap<>();
  private final Map<ProductName, List<Grant>> byProduct = new HashMap<>();

  /// @param products without quarantined ones
  /// @param applications without quarantined ones
  /// @param before grants that were resolved last, by their very manifests
  GrantResolver(
      MeshIndex index,
      List<Product> products,
      Map<ApplicationName, Application> applications,
      Map<AccessGrantManifest, Grant> before,
      Findings findings) {
    this.index = index;
    this.products = products;
    this.applications = new HashMap<>(applications);
    this.before = before;
    this.findings = findings;
  }

  /// The grants by product, port, consumer and name.
  List<Grant> resolve(String environment, LocalDate today) {
    Map<ProductName, Product> known = HashMap.newHashMap(products.size());
    products.forEach(product -> known.put(product.name(), product));
    GrantRules rules = new GrantRules(today, findings);
    for (AccessGrantManifest manifest : index.grants()) {
      boolean here =
          manifest.environments().isEmpty() || manifest.environments().contains(environment);
      Product product = known.get(manifest.product());
      if (!here || product == null || !applications.containsKey(manifest.consumer())) {
        continue;
      }
      Grant.State state = rules.state(manifest);
      if (rules.allows(manifest, state, product)) {
        Grant grant = grant(manifest, state);
        byManifest.put(manifest, grant);
        byProduct.computeIfAbsent(manifest.product(), _ -> new ArrayList<>(2)).add(grant);
      }
    }
    List<Grant> all = new ArrayList<>(byManifest.size());
    for (Product product : products) {
      List<Grant> own = byProduct.getOrDefault(product.name(), List.of());
      if (own.size() > 1) {
        own.sort(ORDER);
      }
      all.addAll(own);
    }
    return all;
  }

  private Grant grant(AccessGrantManifest manifest, Grant.State state) {
    Grant known = before.get(manifest);
    return known != null && known.state() == state
        ? known
        : new Grant(
            manifest.name(),
            manifest.product(),
            manifest.consumer(),
            manifest.ports().stream().sorted().toList(),
            state,
            manifest.purpose(),
            manifest.reason(),
            manifest.approvedBy(),
            manifest.expires(),
            manifest.location());
  }

  /// The grants that were resolved, by their very manifests.
  Map<AccessGrantManifest, Grant> byManifest() {
    return byManifest;
  }

  /// Warns of inputs that producers may not read.
  ///
  /// @param quarantined products of which nothing is known
  void inputsWithout(Set<ProductName> quarantined) {
    for (Product product : products) {
      ApplicationName producer = product.producer();
      if (producer == null || product.status() == Product.Status.RETIRED) {
        continue;
      }
      for (PortName input : product.inputs()) {
        if (!isGranted(producer, input) && !quarantined.contains(input.product())) {
          findings.warning(
              inputLocation(product.name(), input),
              Rules.ACCESS_INPUT_NOT_GRANTED,
              "The producer `%s` has no active grant to read `%s`.".formatted(producer, input),
              "ask for access: add a grant under `domains/%s/%s/access`"
                  .formatted(input.product().domain(), input.product().product()));
        }
      }
    }
  }

  private boolean isGranted(ApplicationName reader, PortName port) {
    for (Grant grant : byProduct.getOrDefault(port.product(), List.of())) {
      if (grant.state() == Grant.State.ACTIVE
          && grant.consumer().equals(reader)
          && grant.ports().contains(port)) {
        return true;
      }
    }
    return false;
  }

  private Location inputLocation(ProductName product, PortName input) {
    DataProductManifest manifest = Objects.requireNonNull(index.product(product));
    for (int i = 0; i < manifest.inputs().size(); i++) {
      if (input.equals(manifest.inputs().get(i).port())) {
        return manifest.header().spec().at("inputs", i, "port");
      }
    }
    return manifest.location();
  }
}
