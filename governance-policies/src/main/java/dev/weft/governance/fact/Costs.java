// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ProductName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// What products and domains take of the clusters, as far as manifests tell: replicas of
/// partitions, which brokers have a limit of, and bytes where a size is limited. What is written to
/// a topic is not known here, so there is no guess about it.
final class Costs {

  private static final String SIZE = "retention.bytes";

  private final Map<ProductName, DomainFact> domains = new HashMap<>();

  /// What a product takes.
  record Cost(ProductName product, long replicas, long bytes) {}

  private final Map<String, OfDomain> byDomain = new HashMap<>();

  /// What was found for a domain.
  ///
  /// @param products that it has
  record OfDomain(List<Product> products, Map<ProductName, DomainFact> facts) {

    private boolean isOf(List<Product> others) {
      boolean isSame = products.size() == others.size();
      for (int i = 0; isSame && i < others.size(); i++) {
        isSame = products.get(i) == others.get(i);
      }
      return isSame;
    }
  }

  /// @param before what was found the last time
  Costs(EnvironmentMesh mesh, Map<String, OfDomain> before) {
    Map<String, List<Product>> products = new HashMap<>();
    for (Product product : mesh.products()) {
      products.computeIfAbsent(product.name().domain(), _ -> new ArrayList<>()).add(product);
    }
    products.forEach((domain, own) -> {
      OfDomain known = before.get(domain);
      OfDomain made =
          known != null && known.isOf(own) ? known : new OfDomain(own, facts(domain, own));
      byDomain.put(domain, made);
      domains.putAll(made.facts);
    });
  }

  /// What the next one may begin with.
  Map<String, OfDomain> byDomain() {
    return byDomain;
  }

  private static Map<ProductName, DomainFact> facts(String domain, List<Product> products) {
    List<Cost> costs =
        products.stream()
            .map(product -> new Cost(product.name(), replicas(product), bytes(product)))
            .toList();
    Map<ProductName, DomainFact> facts = new HashMap<>();
    Map<ProductName, Long> replicas = upTo(costs, Cost::replicas);
    Map<ProductName, Long> bytes = upTo(costs, Cost::bytes);
    long allReplicas = costs.stream().mapToLong(Cost::replicas).reduce(0, Costs::sum);
    long allBytes = costs.stream().mapToLong(Cost::bytes).reduce(0, Costs::sum);
    for (Cost cost : costs) {
      facts.put(
          cost.product(),
          new DomainFact(
              domain,
              allReplicas,
              allBytes,
              replicas.getOrDefault(cost.product(), 0L),
              bytes.getOrDefault(cost.product(), 0L)));
    }
    return facts;
  }

  /// What each product takes together with all that take less; of equals the name decides.
  private static Map<ProductName, Long> upTo(List<Cost> costs, ToLongFunction<Cost> measure) {
    Map<ProductName, Long> sums = new HashMap<>();
    long sum = 0;
    List<Cost> sorted =
        costs.stream()
            .sorted(Comparator.comparingLong(measure).thenComparing(Cost::product))
            .toList();
    for (Cost cost : sorted) {
      sum = sum(sum, measure.applyAsLong(cost));
      sums.put(cost.product(), sum);
    }
    return sums;
  }

  /// The domain of each product, as it is seen from there.
  Map<ProductName, DomainFact> domains() {
    return domains;
  }

  static long replicas(Product product) {
    return product.ports().stream().mapToLong(Costs::replicas).sum();
  }

  static long bytes(Product product) {
    long all = 0;
    for (Port port : product.ports()) {
      long size = Long.parseLong(port.topic().config().getOrDefault(SIZE, "-1"));
      if (size > 0) {
        all = sum(all, product(size, replicas(port)));
      }
    }
    return all;
  }

  /// Sizes may be as large as a manifest can write them.
  private static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private static long product(long one, long other) {
    return Math.multiplyHigh(one, other) != 0 || one * other < 0 ? Long.MAX_VALUE : one * other;
  }

  private static long replicas(Port port) {
    return Terms.isOffered(port)
        ? (long) port.topic().partitions() * port.topic().replication() * port.clusters().size()
        : 0;
  }
}
