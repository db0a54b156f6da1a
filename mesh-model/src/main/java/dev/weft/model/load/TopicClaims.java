// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.mesh.Product.Status;
import dev.weft.model.name.PortName;
import dev.weft.model.topic.TopicNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Finds ports that claim one topic, or topics that Kafka's metrics cannot tell apart. Every port
/// of such a group is reported, because nobody but people can say who is right.
final class TopicClaims {

  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final MeshIndex index;
  private final Findings findings;
  private final Set<PortName> looping;

  /// @param looping ports that were reported as parts of a loop, which says more than that they
  ///   claim one topic
  TopicClaims(MeshIndex index, Findings findings, Set<PortName> looping) {
    this.index = index;
    this.findings = findings;
    this.looping = looping;
  }

  void check(List<Product> products) {
    if (!isAnyClaimedTwice(products)) {
      return;
    }
    Map<String, List<Port>> claims = new HashMap<>();
    for (Product product : products) {
      for (Port port : product.ports()) {
        if (port.status() != Status.RETIRED) {
          for (String cluster : port.clusters()) {
            String form = cluster + "/" + TopicNames.collisionForm(port.topic().name());
            claims.computeIfAbsent(form, _ -> new ArrayList<>(1)).add(port);
          }
        }
      }
    }
    for (List<Port> group : claims.values()) {
      if (group.size() > 1) {
        group.forEach(port -> report(port, group));
      }
    }
  }

  /// Whether two claims look alike; two that do are not always the same, two that are always do. It
  /// takes no text apart, because nearly always there are none.
  private static boolean isAnyClaimedTwice(List<Product> products) {
    long[] claims = new long[products.size()];
    int size = 0;
    for (Product product : products) {
      for (Port port : product.ports()) {
        if (port.status() != Status.RETIRED) {
          long topic = likeness(port.topic().name());
          for (String cluster : port.clusters()) {
            if (size == claims.length) {
              claims = Arrays.copyOf(claims, size * 2);
            }
            claims[size++] = topic + cluster.hashCode() * MIX;
          }
        }
      }
    }
    Arrays.sort(claims, 0, size);
    for (int i = 1; i < size; i++) {
      if (claims[i] == claims[i - 1]) {
        return true;
      }
    }
    return false;
  }

  /// A number that is the same for names of the same [TopicNames#collisionForm(String)].
  private static long likeness(String topic) {
    long sum = 0;
    for (int i = 0; i < topic.length(); i++) {
      char c = topic.charAt(i);
      sum = (sum + (c == '.' ? '_' : c)) * MIX;
      sum ^= sum >>> 29;
    }
    return sum;
  }

  private void report(Port port, List<Port> group) {
    for (Port other : group) {
      boolean isLoop = looping.contains(port.name()) && looping.contains(other.name());
      if (other == port || isLoop) {
        continue;
      }
      if (other.topic().name().equals(port.topic().name())) {
        findings.error(
            place(port),
            Rules.NAMING_TOPIC_TAKEN,
            "The topic `%s` of `%s` is also claimed by `%s`."
                .formatted(port.topic().name(), port.name(), other.name()),
            "give one of them another topic");
      } else {
        findings.error(
            place(port),
            Rules.NAMING_TOPIC_COLLISION,
            "The topic `%s` of `%s` collides in Kafka with `%s` of `%s`: they differ only in `.` and `_`."
                .formatted(port.topic().name(), port.name(), other.topic().name(), other.name()),
            "rename one of them");
      }
    }
  }

  private Location place(Port port) {
    Location decided = port.topic().locations().get("name");
    return decided != null && decided.file().equals(port.location().file())
        ? decided
        : manifestPlace(port.name());
  }

  private Location manifestPlace(PortName name) {
    DataProductManifest manifest = Objects.requireNonNull(index.product(name.product()));
    return manifest.find(name).map(port -> port.node().at("name")).orElse(manifest.location());
  }
}
