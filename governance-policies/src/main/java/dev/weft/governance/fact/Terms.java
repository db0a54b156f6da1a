// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.schema.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The terms of a mesh with who carries and who issues them, and which name looks like which.
final class Terms {

  private final SortedMap<String, TermFact> terms = new TreeMap<>();
  private final TermNames names;
  private final Map<String, TreeSet<String>> domains = new HashMap<>();
  private final Map<String, TreeSet<String>> issuers = new HashMap<>();

  /// @param known by name, without uses
  Terms(SortedMap<String, TermFact> known, EnvironmentMesh mesh) {
    // Only uses of known terms are asked for.
    for (Product product : known.isEmpty() ? List.<Product>of() : mesh.products()) {
      for (Port port : product.ports()) {
        uses(product, port);
      }
    }
    SortedMap<String, List<String>> synonyms = new TreeMap<>();
    known.forEach((name, term) -> {
      terms.put(name, withUses(term));
      synonyms.put(name, term.synonyms());
    });
    this.names = new TermNames(synonyms);
  }

  private void uses(Product product, Port port) {
    boolean isIssuing = product.type() == Product.Type.SOURCE_ALIGNED && isOffered(port);
    Port.Key key = port.key();
    String keyField = isIssuing && key != null ? key.field() : null;
    for (Field field : port.schema().fields()) {
      String term = field.term();
      if (term != null) {
        domains.computeIfAbsent(term, _ -> new TreeSet<>()).add(product.name().domain());
        if (field.path().equals(keyField)) {
          issuers.computeIfAbsent(term, _ -> new TreeSet<>()).add(product.name().toString());
        }
      }
    }
  }

  static boolean isOffered(Port port) {
    return switch (port.status()) {
      case ACTIVE, DEPRECATED -> true;
      case DRAFT, RETIRED -> false;
    };
  }

  private TermFact withUses(TermFact term) {
    return new TermFact(
        term.name(),
        term.type(),
        Spelling.whole(term.format()),
        term.classification(),
        term.sensitivity(),
        term.synonyms(),
        term.owner(),
        term.issuedBy(),
        List.copyOf(issuers.getOrDefault(term.name(), new TreeSet<>())),
        List.copyOf(domains.getOrDefault(term.name(), new TreeSet<>())));
  }

  SortedMap<String, TermFact> all() {
    return terms;
  }

  Optional<TermFact> find(String name) {
    return Optional.ofNullable(terms.get(name));
  }

  /// The term that a field without one looks like; empty when it looks like none.
  String resembling(String plain, String type) {
    return names.resembling(plain, type);
  }
}
