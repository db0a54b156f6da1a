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
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import dev.weft.model.schema.Field;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Builds snapshots: every enum becomes its word, every number a `long` or a `double`, every
/// absence an empty optional or an empty text.
final class SnapshotBuilder {

  /// A term is about a value; a record with the name of one holds more.
  private static final Set<String> STRUCTURES = Set.of("record", "array", "map", "union");

  /// Seven days, where the manifest leaves it to the cluster.
  private static final String KAFKAS_RETENTION = "604800000";

  private final EnvironmentMesh mesh;
  private final Known known;
  private final Map<String, TermFact> terms = new TreeMap<>();
  private final Map<String, String> termOfName = new HashMap<>();

  SnapshotBuilder(EnvironmentMesh mesh, Known known) {
    this.mesh = mesh;
    this.known = known;
    terms();
  }

  Snapshot build(Optional<EnvironmentMesh> previous) {
    Map<ProductName, Product> before = new HashMap<>();
    previous.ifPresent(
        old -> old.products().forEach(product -> before.put(product.name(), product)));
    Map<ProductName, List<Grant>> grants = new HashMap<>();
    for (Grant grant : mesh.grants()) {
      grants.computeIfAbsent(grant.product(), _ -> new ArrayList<>()).add(grant);
    }
    Optional<SchemaChanges> changes = previous.map(old -> new SchemaChanges(old, mesh));
    List<Subject> subjects = new ArrayList<>(mesh.products().size());
    for (Product product : mesh.products()) {
      subjects.add(
          subject(
              product,
              changes,
              before.get(product.name()),
              grants.getOrDefault(product.name(), List.of())));
    }
    return new Snapshot(mesh.environment(), subjects, terms);
  }

  private void terms() {
    Map<String, TreeSet<String>> domains = new HashMap<>();
    for (Product product : mesh.products()) {
      for (Port port : product.ports()) {
        for (Field field : port.schema().fields()) {
          if (field.term() != null) {
            domains
                .computeIfAbsent(field.term(), _ -> new TreeSet<>())
                .add(product.name().domain());
          }
        }
      }
    }
    known
        .terms()
        .forEach((name, term) -> {
          TreeSet<String> uses = domains.getOrDefault(name, new TreeSet<>());
          terms.put(
              name,
              new TermFact(
                  name,
                  term.type(),
                  whole(term.format()),
                  term.classification(),
                  term.sensitivity(),
                  term.synonyms(),
                  term.owner(),
                  List.copyOf(uses)));
          termOfName.putIfAbsent(plain(name), name);
        });
    // A name of a term beats a synonym of another.
    known
        .terms()
        .forEach((name, term) ->
            term.synonyms().forEach(synonym -> termOfName.putIfAbsent(plain(synonym), name)));
  }

  private Subject subject(
      Product product,
      Optional<SchemaChanges> changes,
      @Nullable Product before,
      List<Grant> granted) {
    ProductFact fact = product(product);
    Optional<ProductFact> previous = Optional.ofNullable(before).map(this::product);
    List<FieldFact> fields = new ArrayList<>();
    fact.ports().forEach(port -> fields.addAll(port.fields()));
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
        change(fact, changes.isPresent(), previous),
        before == null ? List.of() : changes.map(all -> all.of(before, product)).orElse(List.of()),
        fields,
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
        product.sources(),
        product.producer() == null ? "" : product.producer().toString(),
        product.ports().stream().map(this::port).toList());
  }

  private TeamFact team(String name) {
    TeamFact team = known.teams().get(name);
    return team != null ? team : new TeamFact(name, name, false, "", "", "", List.of());
  }

  private PortFact port(Port port) {
    return new PortFact(
        port.name().port(),
        port.name().major(),
        port.name().local(),
        Words.of(port.status()),
        port.replacedBy() == null ? "" : port.replacedBy().toString(),
        topic(port),
        Optional.ofNullable(port.key())
            .map(key -> new KeyFact(key.type(), key.field() == null ? "" : key.field())),
        port.compatibility().name(),
        Words.of(port.classification()),
        port.classification().ordinal(),
        new SlaFact(
            Optional.ofNullable(port.sla().freshness()),
            Optional.ofNullable(port.sla().availability()),
            Optional.ofNullable(port.sla().timeToRepair())),
        new AccessFact(
            Words.of(port.access().approval()),
            port.access().purposes(),
            Optional.ofNullable(port.access().longest())),
        port.clusters(),
        port.tags(),
        Words.of(port.schema().document().format()),
        port.schema().fields().stream().map(this::field).toList());
  }

  private static TopicFact topic(Port port) {
    Map<String, String> config = port.topic().config();
    String cleanup = config.getOrDefault("cleanup.policy", "delete");
    String retention = config.getOrDefault("retention.ms", KAFKAS_RETENTION);
    long millis = Long.parseLong(retention);
    return new TopicFact(
        port.topic().name(),
        port.topic().partitions(),
        port.topic().replication(),
        List.of(cleanup.split(",")),
        millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis)),
        config);
  }

  private FieldFact field(Field field) {
    String name = lastName(field.path());
    String plain = plain(name);
    String term = field.term() == null ? "" : field.term();
    return new FieldFact(
        field.path(),
        name,
        plain,
        field.type(),
        field.required(),
        field.doc(),
        field.tags(),
        term,
        Optional.ofNullable(terms.get(term)),
        term.isEmpty() && !STRUCTURES.contains(field.type())
            ? termOfName.getOrDefault(plain, "")
            : "",
        field.values(),
        whole(field.format()));
  }

  private GrantFact grant(Grant grant, ProductFact product) {
    List<String> refs = grant.ports().stream().map(PortName::local).toList();
    Application consumer = mesh.applications().get(grant.consumer());
    return new GrantFact(
        grant.product() + "/" + grant.name(),
        grant.name(),
        grant.consumer().toString(),
        consumer == null ? "" : consumer.owner(),
        refs,
        product.ports().stream().filter(port -> refs.contains(port.ref())).toList(),
        Words.of(grant.state()),
        grant.purpose(),
        grant.reason(),
        grant.fields(),
        grant.acknowledged(),
        Optional.ofNullable(grant.expires()).map(SnapshotBuilder::endOf));
  }

  /// The last day counts.
  private static Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// A pattern is of the whole value, with anchors or without.
  private static String whole(String format) {
    boolean isAnchored = format.length() > 1 && format.startsWith("^") && format.endsWith("$");
    return isAnchored ? format.substring(1, format.length() - 1) : format;
  }

  private static String lastName(String path) {
    String last = path.substring(path.lastIndexOf('.') + 1);
    boolean isPlain = last.indexOf('[') < 0 && last.indexOf('{') < 0;
    return isPlain ? last : last.replace("[]", "").replace("{}", "");
  }

  /// `customerId`, `customer-id` and `CUSTOMER_ID` are one name.
  static String plain(String name) {
    return isPlain(name) ? name : words(name);
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isPlain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
      if (!isPlain) {
        return false;
      }
    }
    return true;
  }

  private static String words(String name) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isHump =
          Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
      if (isHump) {
        words.append('_');
      }
      words.append(c == '-' || c == ' ' || c == '.' ? '_' : c);
    }
    return words.toString().toLowerCase(Locale.ROOT);
  }
}
