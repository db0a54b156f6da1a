// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.term;

import dev.weft.governance.fact.Spelling;
import dev.weft.governance.fact.TermNames;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.language.Words;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.manifest.TermManifest;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Port.Classification;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import dev.weft.model.schema.Field;
import dev.weft.model.schema.PortSchema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Every term of a mesh with its uses in all domains: of products of any status, and judged by how
/// a port is classified in any environment. What cannot be read is left out.
///
/// @param entries by name
/// @param undefined fields that carry a term which does not exist, by that term's name
public record TermRegister(
    SortedMap<String, TermEntry> entries, SortedMap<String, List<TermUse>> undefined) {

  /// The register of a mesh.
  ///
  /// @param today decides nothing about terms, but an environment is resolved for a day
  public static TermRegister of(LoadedMesh mesh, LocalDate today) {
    return new Builder(mesh, today).build();
  }

  /// Whether every use is as its term says, and every term exists.
  public boolean agrees() {
    return undefined.isEmpty()
        && entries.values().stream().allMatch(entry -> entry.disagreeing() == 0);
  }

  private static final class Builder {

    private final LoadedMesh mesh;
    private final SortedMap<String, TermManifest> terms = new TreeMap<>();
    private final Map<PortName, Classification> classifications = new HashMap<>();
    private final Map<String, TreeSet<ProductName>> claims = new HashMap<>();
    private final Map<String, List<TermUse>> uses = new HashMap<>();
    private final Map<String, List<TermUse>> lookAlikes = new HashMap<>();
    private final TermNames names;

    Builder(LoadedMesh mesh, LocalDate today) {
      this.mesh = mesh;
      SortedMap<String, List<String>> synonyms = new TreeMap<>();
      for (TermManifest term : mesh.terms()) {
        terms.put(term.name(), term);
        synonyms.put(term.name(), term.synonyms());
      }
      this.names = new TermNames(synonyms);
      for (String environment : mesh.environments()) {
        EnvironmentMesh resolved = mesh.resolve(environment, today).mesh();
        if (resolved != null) {
          resolved.products().forEach(product -> product.ports().forEach(this::classify));
        }
      }
    }

    /// The least of all environments.
    private void classify(Port port) {
      classifications.merge(
          port.name(),
          port.classification(),
          (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }

    TermRegister build() {
      mesh.products().values().forEach(this::claims);
      mesh.products().values().forEach(this::uses);
      SortedMap<String, TermEntry> entries = new TreeMap<>();
      terms.forEach((name, term) ->
          entries.put(
              name, new TermEntry(term, sorted(uses.remove(name)), sorted(lookAlikes.get(name)))));
      SortedMap<String, List<TermUse>> undefined = new TreeMap<>();
      uses.forEach((name, those) -> undefined.put(name, sorted(those)));
      return new TermRegister(entries, undefined);
    }

    private static List<TermUse> sorted(@Nullable List<TermUse> uses) {
      return uses == null ? List.of() : uses.stream().sorted().toList();
    }

    private void claims(DataProductManifest product) {
      if (product.type() != Product.Type.SOURCE_ALIGNED) {
        return;
      }
      for (DataProductManifest.Port port : product.ports()) {
        PortSchema schema = mesh.schema(port.name()).orElse(null);
        if (schema != null && isOffered(port)) {
          schema.fields().stream()
              .filter(field -> isKey(port, field) && field.term() != null)
              .forEach(field ->
                  claims
                      .computeIfAbsent(String.valueOf(field.term()), _ -> new TreeSet<>())
                      .add(product.id()));
        }
      }
    }

    private static boolean isOffered(DataProductManifest.Port port) {
      return switch (port.status()) {
        case ACTIVE, DEPRECATED -> true;
        case DRAFT, RETIRED -> false;
      };
    }

    private static boolean isKey(DataProductManifest.Port port, Field field) {
      Port.Key key = port.key();
      return key != null && field.path().equals(key.field());
    }

    private void uses(DataProductManifest product) {
      for (DataProductManifest.Port port : product.ports()) {
        PortSchema schema = mesh.schema(port.name()).orElse(null);
        if (schema != null) {
          schema.fields().forEach(field -> use(product, port, field));
        }
      }
    }

    private void use(DataProductManifest product, DataProductManifest.Port port, Field field) {
      String term = field.term();
      if (term != null) {
        TermManifest meaning = terms.get(term);
        List<String> disagreements =
            meaning == null ? List.of() : disagreements(meaning, product, port, field);
        uses.computeIfAbsent(term, _ -> new ArrayList<>()).add(use(port, field, disagreements));
        return;
      }
      String plain = Spelling.plain(Spelling.lastName(field.path()));
      String resembled = names.resembling(plain, field.type());
      if (!resembled.isEmpty()) {
        lookAlikes
            .computeIfAbsent(resembled, _ -> new ArrayList<>())
            .add(use(port, field, List.of()));
      }
    }

    private static TermUse use(
        DataProductManifest.Port port, Field field, List<String> disagreements) {
      boolean isBoundHere = port.terms().containsKey(field.path());
      Location location =
          isBoundHere ? port.node().at("terms", field.path()) : port.node().at("schema");
      return new TermUse(
          port.name(), field.path(), isKey(port, field), port.schema(), location, disagreements);
    }

    private List<String> disagreements(
        TermManifest term,
        DataProductManifest product,
        DataProductManifest.Port port,
        Field field) {
      List<String> found = new ArrayList<>();
      if (!field.type().equals(term.type())) {
        found.add("is %s, not %s".formatted(field.type(), term.type()));
      }
      String format = Spelling.whole(field.format());
      String meant = Spelling.whole(term.format());
      if (!format.isEmpty() && !meant.isEmpty() && !format.equals(meant)) {
        found.add("is written as %s, not as %s".formatted(format, meant));
      }
      Classification least = term.classification();
      Classification actual = classifications.get(port.name());
      if (least != null && actual != null && actual.compareTo(least) < 0) {
        found.add(
            "stands in a port that is %s, not %s".formatted(Words.of(actual), Words.of(least)));
      }
      if (isKey(port, field)) {
        claim(term, product.id(), found);
      }
      return found;
    }

    /// Two products that give values of one identifier give one to two things some day.
    private void claim(TermManifest term, ProductName product, List<String> found) {
      TreeSet<ProductName> claimants = claims.getOrDefault(term.name(), new TreeSet<>());
      ProductName issuer = term.issuedBy();
      if (!claimants.contains(product) || product.equals(issuer)) {
        return;
      }
      if (issuer != null) {
        found.add("is the key of a source, but values are given by " + issuer);
      } else if (claimants.size() > 1) {
        TreeSet<ProductName> others = new TreeSet<>(claimants);
        others.remove(product);
        found.add(
            "is the key of a source, as in "
                + String.join(", ", others.stream().map(ProductName::toString).toList()));
      }
    }
  }
}
