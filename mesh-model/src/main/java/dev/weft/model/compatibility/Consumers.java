// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import dev.weft.model.compatibility.Consumer.Evidence;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Product;
import dev.weft.model.mesh.Reads;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who reads which port, as far as manifests say: applications with an active grant, and those that
/// produce what has the port as an input. A product without a producer stands for itself.
///
/// Who reads is known from both sides of a change: who gives its access up in the same step still
/// reads until then. How it reads is known only from what applications said before the change, so
/// that no change says it for them.
public final class Consumers {

  private final SortedMap<PortName, SortedMap<String, Consumer>> byPort = new TreeMap<>();
  private final Map<ApplicationName, List<Reads>> said = new HashMap<>();

  private Consumers() {}

  /// The consumers of every port in any of the environments.
  ///
  /// @param before environments before the change, and what applications say there
  /// @param after environments after it
  public static Consumers of(
      Collection<EnvironmentMesh> before, Collection<EnvironmentMesh> after) {
    Consumers consumers = new Consumers();
    for (EnvironmentMesh mesh : before) {
      mesh.applications()
          .forEach((name, application) -> consumers.said.putIfAbsent(name, application.reads()));
    }
    List<EnvironmentMesh> all = new ArrayList<>(before);
    all.addAll(after);
    for (EnvironmentMesh mesh : all) {
      mesh.grants().forEach(consumers::add);
      mesh.products().forEach(consumers::add);
    }
    return consumers;
  }

  /// The consumers of a port, by name.
  public List<Consumer> of(PortName port) {
    return List.copyOf(byPort.getOrDefault(port, Collections.emptySortedMap()).values());
  }

  private void add(Grant grant) {
    if (grant.state() == Grant.State.ACTIVE) {
      grant.ports().forEach(port -> add(port, consumer(grant.consumer(), port, Evidence.GRANT)));
    }
  }

  private void add(Product product) {
    ApplicationName producer = product.producer();
    for (PortName port : product.inputs()) {
      add(
          port,
          producer == null
              ? Consumer.of(product.name().toString(), Evidence.INPUT)
              : consumer(producer, port, Evidence.INPUT));
    }
  }

  private Consumer consumer(ApplicationName name, PortName port, Evidence evidence) {
    for (Reads reads : said.getOrDefault(name, List.of())) {
      if (reads.port().equals(port)) {
        return new Consumer(
            name.toString(),
            List.of(evidence),
            reads.fields(),
            reads.schema(),
            reads.acknowledged());
      }
    }
    return Consumer.of(name.toString(), evidence);
  }

  private void add(PortName port, Consumer consumer) {
    byPort
        .computeIfAbsent(port, _ -> new TreeMap<>())
        .merge(consumer.name(), consumer, Consumer::with);
  }
}
