// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compile;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.mesh.TopicSettings;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.SortedMap;
import java.util.TreeMap;

/// Ports to topics.
final class Topics {

  private Topics() {}

  static Desired.Topic desired(Product product, Port port, ResourceKey.Topic key) {
    TopicSettings settings = port.topic();
    SortedMap<String, Location> locations = new TreeMap<>(settings.locations());
    locations.putIfAbsent("name", port.location());
    return new Desired.Topic(
        key,
        Owner.of(product.name()),
        settings.partitions(),
        settings.replication(),
        settings.config(),
        port.key() != null,
        settings.adopt(),
        locations);
  }
}
