// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ApplicationName;
import dev.weft.provisioner.adopt.ImportReport.Left;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Acl.Operation;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Where imported manifests and the servers say different things: what the first apply will add,
/// and what stays outside of the manifests.
final class Differences {

  private static final String KEEP = "It stays as it is and is not Weft's";

  private final ImportRequest request;
  private final ClusterSnapshot cluster;
  private final RegistrySnapshot registry;
  private final Applications applications;
  private final Rights rights;

  Differences(
      ImportRequest request,
      ClusterSnapshot cluster,
      RegistrySnapshot registry,
      Applications applications) {
    this.request = request;
    this.cluster = cluster;
    this.registry = registry;
    this.applications = applications;
    this.rights = new Rights(cluster);
  }

  /// What the first apply will add.
  List<String> additions(List<TopicDraft> drafts, EnvironmentMesh mesh) {
    var additions = new TreeSet<String>();
    for (TopicDraft draft : drafts) {
      Port port = port(draft, mesh);
      configs(draft, port, additions);
      producer(draft, additions);
      schema(draft, additions);
    }
    return List.copyOf(additions);
  }

  private Port port(TopicDraft draft, EnvironmentMesh mesh) {
    return mesh.products().stream()
        .filter(product -> product.name().equals(Importer.product(request, draft)))
        .map(Product::ports)
        .flatMap(List::stream)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(draft.topic() + " does not resolve"));
  }

  private static void configs(TopicDraft draft, Port port, TreeSet<String> additions) {
    port.topic()
        .config()
        .forEach((key, value) -> {
          if (!value.equals(draft.seen().overrides().get(key))) {
            additions.add(
                "topic %s: %s=%s, which the mesh's defaults set and the topic does not"
                    .formatted(draft.topic(), key, value));
          }
        });
  }

  private void producer(TopicDraft draft, TreeSet<String> additions) {
    AclSet topic = rights.topic(draft.topic());
    AclSet transactions = rights.transactions(draft.producer());
    for (Operation operation : List.of(Operation.WRITE, Operation.DESCRIBE)) {
      if (!rights.has(topic, draft.principal(), operation)) {
        additions.add(
            "topic %s: %s".formatted(draft.topic(), Acl.allow(draft.principal(), operation)));
      }
      if (!rights.has(transactions, draft.principal(), operation)) {
        additions.add(
            "transactional ids that begin with %s: %s"
                .formatted(transactions.name(), Acl.allow(draft.principal(), operation)));
      }
    }
  }

  private void schema(TopicDraft draft, TreeSet<String> additions) {
    var wanted = new ResourceKey.Artifact(request.domain(), draft.topic() + "-value");
    String name = "schema " + wanted.group() + "/" + wanted.artifact() + ": ";
    ResourceKey.Artifact key = draft.schema().key();
    if (key == null) {
      additions.add(name + "an open JSON Schema");
      return;
    }
    if (!key.equals(wanted)) {
      additions.add(name + "a copy of " + key.group() + "/" + key.artifact() + ", which stays");
      return;
    }
    RegistrySnapshot.Artifact artifact = registry.artifacts().get(key);
    if (artifact != null && !artifact.references().isEmpty()) {
      additions.add(name + "its references under the names of their files, where those differ");
    }
  }

  /// What the manifests do not say.
  List<Left> left(List<TopicDraft> drafts) {
    var left = new ArrayList<Left>();
    SortedMap<String, ApplicationName> principals = new TreeMap<>();
    for (TopicDraft draft : drafts) {
      principals.put(draft.principal(), draft.producer());
      principals.putAll(draft.readers());
      configsLeft(draft, left);
      for (Acl acl : new TreeSet<>(rights.onTopic(draft.topic()))) {
        whyLeft(draft, acl).ifPresent(why -> left.add(binding("topic " + draft.topic(), acl, why)));
      }
    }
    wider(drafts, left);
    principals.forEach((principal, application) -> personal(principal, application, left));
    return left;
  }

  private static void configsLeft(TopicDraft draft, List<Left> left) {
    SortedMap<String, String> sayable = draft.sayable();
    draft.seen().overrides().entrySet().stream()
        .filter(entry -> !sayable.containsKey(entry.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry ->
            left.add(
                new Left(
                    "topic " + draft.topic() + ", config " + entry.getKey(),
                    "manifests cannot say " + entry.getKey() + "=" + entry.getValue(),
                    KEEP)));
  }

  private Optional<String> whyLeft(TopicDraft draft, Acl acl) {
    String principal = acl.principal();
    if (acl.permission() == Acl.Permission.DENY) {
      return Optional.of("manifests have no denials");
    }
    if (!acl.host().equals("*")) {
      return Optional.of("manifests do not know hosts");
    }
    Optional<String> problem = Applications.problem(principal);
    if (problem.isPresent()) {
      return Optional.of("no application can be " + principal + ": " + problem.get());
    }
    boolean isProducer = principal.equals(draft.principal());
    boolean isReader = draft.readers().containsKey(principal);
    return switch (acl.operation()) {
      case WRITE ->
          isProducer
              ? Optional.empty()
              : Optional.of("a product has one producer, and that is " + draft.producer());
      case READ -> isReader ? Optional.empty() : Optional.of(noGrant(draft, principal));
      case DESCRIBE ->
          isProducer || isReader
              ? Optional.empty()
              : Optional.of("only producers and consumers get DESCRIBE");
      default -> Optional.of("neither producers nor grants give " + acl.operation());
    };
  }

  private String noGrant(TopicDraft draft, String principal) {
    ApplicationName application = applications.require(principal);
    boolean isDescribing = rights.has(rights.topic(draft.topic()), principal, Operation.DESCRIBE);
    return isDescribing
        ? "a grant would also give groups that begin with " + application.prefix()
        : "a grant would also give DESCRIBE on the topic";
  }

  private void wider(List<TopicDraft> drafts, List<Left> left) {
    new TreeMap<ResourceKey, Object>(cluster.acls())
        .forEach((key, _) -> {
          if (key instanceof AclSet set
              && drafts.stream().anyMatch(draft -> Rights.isWider(set, draft.topic()))) {
            for (Acl acl : new TreeSet<>(cluster.acls().getOrDefault(set, Set.of()))) {
              left.add(
                  binding(
                      "topics " + pattern(set), acl, "it covers more than the imported topics"));
            }
          }
        });
  }

  private void personal(String principal, ApplicationName application, List<Left> left) {
    new TreeMap<ResourceKey, Object>(cluster.acls())
        .forEach((key, _) -> {
          if (key instanceof AclSet set && set.type() != AclSet.Type.TOPIC) {
            for (Acl acl : new TreeSet<>(cluster.acls().getOrDefault(set, Set.of()))) {
              if (acl.principal().equals(principal) && !isDerived(set, acl, application)) {
                left.add(
                    binding(
                        set.type() + " " + pattern(set),
                        acl,
                        "manifests give "
                            + application
                            + " only what begins with "
                            + application.prefix()));
              }
            }
          }
        });
    Map<String, Double> quotas =
        cluster.quotas().getOrDefault(Applications.user(principal), Map.of());
    if (!applications.isFresh(principal) || quotas.isEmpty()) {
      return;
    }
    Applications.quotaProblem(quotas)
        .ifPresent(why -> left.add(new Left("quotas of " + principal, why, KEEP)));
  }

  private boolean isDerived(AclSet set, Acl acl, ApplicationName application) {
    boolean isGroups =
        set.equals(rights.groups(application))
            && acl.equals(Acl.allow(acl.principal(), Operation.READ));
    boolean isTransactions =
        set.equals(rights.transactions(application))
            && (acl.equals(Acl.allow(acl.principal(), Operation.WRITE))
                || acl.equals(Acl.allow(acl.principal(), Operation.DESCRIBE)));
    return isGroups || isTransactions;
  }

  private static String pattern(AclSet set) {
    return (set.pattern() == AclSet.Pattern.PREFIXED ? "that begin with " : "") + set.name();
  }

  private static Left binding(String resource, Acl acl, String why) {
    return new Left(resource + ", " + acl, why, KEEP);
  }
}
