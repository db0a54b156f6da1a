// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import dev.weft.model.compatibility.Consumer;
import dev.weft.model.language.Words;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.PortName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a change takes away of what was offered before, and from whom.
final class Removals {

  private final Readers readers;

  Removals(Readers readers) {
    this.readers = readers;
  }

  /// The ports of a product that are gone or retired, in the order of the product.
  ///
  /// @param after absent when the whole product is gone
  List<RemovalFact> of(Product before, @Nullable Product after) {
    Map<PortName, Port> now = new HashMap<>();
    if (after != null) {
      after.ports().forEach(port -> now.put(port.name(), port));
    }
    List<RemovalFact> facts = new ArrayList<>();
    for (Port port : before.ports()) {
      Port same = now.get(port.name());
      boolean isOffered = same != null && Terms.isOffered(same);
      if (Terms.isOffered(port) && !isOffered) {
        facts.add(
            new RemovalFact(
                port.name().local(),
                same == null ? "removed" : "retired",
                Words.of(port.status()),
                readers.of(port.name()).stream().map(Consumer::name).toList()));
      }
    }
    return facts;
  }
}
