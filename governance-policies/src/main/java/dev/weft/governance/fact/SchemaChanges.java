// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import dev.weft.model.compatibility.Consumer;
import dev.weft.model.compatibility.ConsumerImpact;
import dev.weft.model.compatibility.ConsumerImpact.Effect;
import dev.weft.model.compatibility.ConsumerImpact.Verdict;
import dev.weft.model.compatibility.Impact;
import dev.weft.model.compatibility.SchemaChange;
import dev.weft.model.compatibility.SchemaComparison;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What changed in the schemas of a mesh, with who is broken by it.
final class SchemaChanges {

  private final Readers readers;

  SchemaChanges(Readers readers) {
    this.readers = readers;
  }

  /// The changes of a product's ports, in the order of the ports.
  List<SchemaChangeFact> of(Product before, Product after) {
    Map<Object, Port> old = new HashMap<>();
    before.ports().forEach(port -> old.put(port.name(), port));
    List<SchemaChangeFact> facts = new ArrayList<>();
    for (Port port : after.ports()) {
      Port same = old.get(port.name());
      if (same != null) {
        SchemaComparison comparison = SchemaComparison.between(same.schema(), port.schema());
        if (!comparison.changes().isEmpty()) {
          add(same, port, comparison, facts);
        }
      }
    }
    return facts;
  }

  private void add(
      Port before, Port port, SchemaComparison comparison, List<SchemaChangeFact> facts) {
    List<ConsumerImpact> impacts =
        readers.of(port.name()).stream()
            .map(
                consumer -> ConsumerImpact.of(consumer, before.schema(), comparison, port.schema()))
            .toList();
    // Who reads with a schema of its own may be broken by what is another change for others.
    Set<SchemaChange> changes = new LinkedHashSet<>(comparison.changes());
    for (ConsumerImpact impact : impacts) {
      impact.effects().forEach(effect -> changes.add(effect.change()));
    }
    for (SchemaChange change : changes) {
      facts.add(fact(port, change, impacts));
    }
  }

  private static SchemaChangeFact fact(
      Port port, SchemaChange change, List<ConsumerImpact> impacts) {
    List<String> broken = new ArrayList<>();
    List<String> unacknowledged = new ArrayList<>();
    List<String> atRisk = new ArrayList<>();
    for (ConsumerImpact impact : impacts) {
      Consumer consumer = impact.consumer();
      for (Effect effect : impact.effects()) {
        if (effect.change().equals(change)) {
          boolean isBroken = effect.verdict() == Verdict.BROKEN;
          (isBroken ? broken : atRisk).add(consumer.name());
          if (isBroken && !consumer.acknowledges(change)) {
            unacknowledged.add(consumer.name());
          }
        }
      }
    }
    return new SchemaChangeFact(
        port.name().local(),
        change.kind().word(),
        change.path(),
        change.backward().word(),
        change.forward().word(),
        change.worst() == Impact.BREAKING,
        change.message(),
        change.hint(),
        broken,
        unacknowledged,
        atRisk);
  }
}
