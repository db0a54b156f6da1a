// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import dev.weft.model.compatibility.Consumer.Evidence;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Who reads which port, as far as manifests say: applications with an active grant, and those that
/// produce what has the port as an input. A product without a producer stands for itself.
public final class Consumers {

  private final SortedMap<PortName, SortedMap<String, Consumer>> byPort = new TreeMap<>();

  private Consumers() {}

  /// The consumers of every port in any of the environments.
  public static Consumers of(List<EnvironmentMesh> meshes) {
    Consumers consumers = new Consumers();
    meshes.forEach(mesh -> mesh.grants().forEach(consumers::add));
    meshes.forEach(mesh -> mesh.products().forEach(consumers::add));
    return consumers;
  }

  /// The consumers of a port, by name.
  public List<Consumer> of(PortName port) {
    return List.copyOf(byPort.getOrDefault(port, Collections.emptySortedMap()).values());
  }

  private void add(Grant grant) {
    if (grant.state() == Grant.State.ACTIVE) {
      for (PortName port : grant.ports()) {
        add(
            port,
            new Consumer(
                grant.consumer().toString(),
                List.of(Evidence.GRANT),
                grant.fields(),
                null,
                grant.acknowledged()));
      }
    }
  }

  private void add(Product product) {
    ApplicationName producer = product.producer();
    String name = (producer == null ? product.name() : producer).toString();
    for (PortName port : product.inputs()) {
      Consumer known = byPort.getOrDefault(port, Collections.emptySortedMap()).get(name);
      // Its producer reads by a grant, which says what it reads; a product may have none yet.
      Consumer input =
          known == null
              ? Consumer.of(name, Evidence.INPUT)
              : new Consumer(
                  name,
                  List.of(Evidence.INPUT),
                  known.fields(),
                  known.schema(),
                  known.acknowledged());
      add(port, input);
    }
  }

  private void add(PortName port, Consumer consumer) {
    byPort
        .computeIfAbsent(port, _ -> new TreeMap<>())
        .merge(consumer.name(), consumer, Consumers::both);
  }

  /// What is known of one consumer from two sides; who reads everything by one of two grants does.
  private static Consumer both(Consumer one, Consumer other) {
    List<Evidence> evidence = new ArrayList<>(one.evidence());
    evidence.addAll(other.evidence());
    TreeSet<String> fields = new TreeSet<>(one.fields());
    fields.addAll(other.fields());
    TreeSet<String> acknowledged = new TreeSet<>(one.acknowledged());
    acknowledged.addAll(other.acknowledged());
    boolean readsAll = one.fields().isEmpty() || other.fields().isEmpty();
    return new Consumer(
        one.name(),
        evidence,
        readsAll ? List.of() : List.copyOf(fields),
        one.schema(),
        List.copyOf(acknowledged));
  }
}
