// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import dev.weft.governance.fact.Snapshot.GrantSubject;
import dev.weft.governance.fact.Snapshot.Known;
import dev.weft.governance.fact.Snapshot.Subject;
import dev.weft.model.language.Words;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Builds snapshots: every enum becomes its word, every number a `long` or a `double`, every
/// absence an empty optional or an empty text.
final class SnapshotBuilder {

  private final EnvironmentMesh mesh;
  private final Known known;
  private final Terms terms;
  private final PortFacts ports;

  SnapshotBuilder(EnvironmentMesh mesh, Known known) {
    this.mesh = mesh;
    this.known = known;
    this.terms = new Terms(known.terms(), mesh);
    this.ports = new PortFacts(mesh, terms);
  }

  /// What is known of a change.
  private record Comparison(
      Map<ProductName, Product> before, SchemaChanges schemas, Removals removals) {}

  Snapshot build(Optional<EnvironmentMesh> previous) {
    Comparison comparison = previous.map(this::compare).orElse(null);
    Map<ProductName, List<Grant>> grants = new HashMap<>();
    for (Grant grant : mesh.grants()) {
      grants.computeIfAbsent(grant.product(), _ -> new ArrayList<>()).add(grant);
    }
    List<Subject> subjects = new ArrayList<>(mesh.products().size());
    for (Product product : mesh.products()) {
      subjects.add(subject(product, comparison, grants.getOrDefault(product.name(), List.of())));
    }
    if (comparison != null) {
      subjects.addAll(removed(comparison));
    }
    return new Snapshot(
        mesh.environment(), subjects, terms.all(), new Costs(mesh, Map.of()).domains());
  }

  /// Without a state before, as it is done time and again.
  Snapshot build(SubjectMemory memory) {
    SubjectMemory.Past past =
        memory.of(new SubjectMemory.Frame(mesh.environment(), known, terms.all(), mesh.clusters()));
    Map<ProductName, List<Grant>> grants = new HashMap<>();
    for (Grant grant : mesh.grants()) {
      grants.computeIfAbsent(grant.product(), _ -> new ArrayList<>(2)).add(grant);
    }
    Map<ApplicationName, Application> applications = new HashMap<>(mesh.applications());
    Map<ProductName, SubjectMemory.OfProduct> made = HashMap.newHashMap(mesh.products().size());
    List<Subject> subjects = new ArrayList<>(mesh.products().size());
    for (Product product : mesh.products()) {
      var parts = parts(product, grants.getOrDefault(product.name(), List.of()), applications);
      SubjectMemory.OfProduct same = past.products().get(product.name());
      if (same == null || !same.parts().areSame(parts)) {
        same = new SubjectMemory.OfProduct(parts, subject(product, null, parts.grants()));
      }
      made.put(product.name(), same);
      subjects.add(same.subject());
    }
    var costs = new Costs(mesh, past.domains());
    memory.keep(new SubjectMemory.Past(past.frame(), made, costs.byDomain()));
    return new Snapshot(mesh.environment(), subjects, terms.all(), costs.domains());
  }

  private SubjectMemory.Parts parts(
      Product product, List<Grant> granted, Map<ApplicationName, Application> applications) {
    List<@Nullable Port> inputs = new ArrayList<>(product.inputs().size());
    product.inputs().forEach(input -> inputs.add(ports.find(input)));
    List<@Nullable Application> consumers = new ArrayList<>(granted.size());
    granted.forEach(grant -> consumers.add(applications.get(grant.consumer())));
    return new SubjectMemory.Parts(product, granted, inputs, consumers);
  }

  private Comparison compare(EnvironmentMesh old) {
    Map<ProductName, Product> before = new LinkedHashMap<>();
    old.products().forEach(product -> before.put(product.name(), product));
    Readers readers = new Readers(old, mesh);
    return new Comparison(before, new SchemaChanges(readers), new Removals(readers));
  }

  /// Products that were there and are gone, or drafts again. What is broken now is not gone.
  private List<Subject> removed(Comparison comparison) {
    Set<ProductName> left = new HashSet<>(mesh.quarantine().products());
    mesh.products().forEach(product -> left.add(product.name()));
    return comparison.before().values().stream()
        .filter(product -> !left.contains(product.name()))
        .map(product -> removed(product, comparison))
        .toList();
  }

  private Subject removed(Product product, Comparison comparison) {
    ProductFact fact = product(product);
    return new Subject(
        product,
        fact,
        Optional.of(fact),
        "delete",
        List.of(),
        comparison.removals().of(product, null),
        fields(fact),
        List.of(),
        List.of());
  }

  private static List<FieldFact> fields(ProductFact product) {
    List<FieldFact> fields = new ArrayList<>();
    product.ports().forEach(port -> fields.addAll(port.fields()));
    return fields;
  }

  private Subject subject(Product product, @Nullable Comparison comparison, List<Grant> granted) {
    Product before = comparison == null ? null : comparison.before().get(product.name());
    ProductFact fact = product(product);
    Optional<ProductFact> previous = Optional.ofNullable(before).map(this::product);
    List<GrantSubject> grants = new ArrayList<>();
    TreeSet<String> consumers = new TreeSet<>();
    for (Grant grant : granted) {
      if (grant.state() == Grant.State.ACTIVE) {
        consumers.add(grant.consumer().toString());
      }
      if (grant.state() == Grant.State.ACTIVE || grant.state() == Grant.State.REQUESTED) {
        grants.add(new GrantSubject(grant, grant(grant, fact)));
      }
    }
    return new Subject(
        product,
        fact,
        previous,
        change(fact, comparison != null, previous),
        comparison == null || before == null ? List.of() : comparison.schemas().of(before, product),
        comparison == null || before == null
            ? List.of()
            : comparison.removals().of(before, product),
        fields(fact),
        grants,
        List.copyOf(consumers));
  }

  private static String change(
      ProductFact fact, boolean isCompared, Optional<ProductFact> previous) {
    if (!isCompared) {
      return "unknown";
    }
    return previous.map(old -> old.equals(fact) ? "none" : "update").orElse("create");
  }

  private ProductFact product(Product product) {
    return new ProductFact(
        product.name().toString(),
        product.name().domain(),
        product.name().product(),
        product.title(),
        Words.of(product.type()),
        Words.of(product.status()),
        product.owner(),
        team(product.owner()),
        product.tags(),
        product.description(),
        product.inputs().stream().map(PortName::toString).toList(),
        product.inputs().stream().map(ports::input).toList(),
        product.sources(),
        product.producer() == null ? "" : product.producer().toString(),
        product.ports().stream().map(ports::of).toList(),
        Costs.replicas(product),
        Costs.bytes(product));
  }

  private TeamFact team(String name) {
    TeamFact team = known.teams().get(name);
    return team != null ? team : new TeamFact(name, name, false, "", "", "", List.of());
  }

  private GrantFact grant(Grant grant, ProductFact product) {
    List<String> refs = grant.ports().stream().map(PortName::local).toList();
    Application consumer = mesh.applications().get(grant.consumer());
    String owner = consumer == null ? "" : consumer.owner();
    String approver = grant.approvedBy();
    return new GrantFact(
        grant.product() + "/" + grant.name(),
        grant.name(),
        grant.consumer().toString(),
        owner,
        team(owner),
        refs,
        product.ports().stream().filter(port -> refs.contains(port.ref())).toList(),
        Words.of(grant.state()),
        grant.purpose(),
        grant.reason(),
        approver == null ? "" : approver,
        Optional.ofNullable(grant.expires()).map(SnapshotBuilder::endOf));
  }

  /// The last day counts.
  private static Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
