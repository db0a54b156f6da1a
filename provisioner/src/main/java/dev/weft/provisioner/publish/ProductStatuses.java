// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import dev.weft.governance.Compliance;
import dev.weft.model.event.FindingDocument;
import dev.weft.model.event.ProductStatus;
import dev.weft.model.event.ProductStatus.Drift;
import dev.weft.model.event.StatusDocument;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ProductName;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// What has become of every product on its clusters. Schemas belong to each of them: a product
/// without its schema is ready nowhere.
final class ProductStatuses {

  private static final String BLOCKED = "BlockedByPolicy";

  private final Publication publication;
  private final EnvironmentMesh mesh;
  private final Prepared prepared;
  private final Effects effects;
  private final ProductFindings findings;
  private final SortedMap<String, StatusDocument> before;
  private final Map<Owner, SortedSet<String>> scopes = new HashMap<>();
  private final Map<Owner, SortedSet<String>> mirrored = new HashMap<>();
  private final Map<Owner, List<PlannedChange>> changes = new HashMap<>();
  private final Map<Owner, List<Plan.Remark>> held = new HashMap<>();
  private final Set<String> planned = new HashSet<>();
  private final Affected affected;

  ProductStatuses(
      Publication publication,
      Prepared prepared,
      Effects effects,
      SortedMap<String, StatusDocument> before,
      Affected affected) {
    this.affected = affected;
    this.publication = publication;
    this.mesh = publication.mesh();
    this.prepared = prepared;
    this.effects = effects;
    this.findings = new ProductFindings(publication);
    this.before = before;
    for (Desired desired : publication.desired().resources().values()) {
      if (!affected.has(desired.owner())) {
        continue;
      }
      scopes.computeIfAbsent(desired.owner(), _ -> new TreeSet<>()).add(desired.key().scope());
      if (desired instanceof Desired.Mirror mirror) {
        mirrored.computeIfAbsent(mirror.owner(), _ -> new TreeSet<>()).add(mirror.key().cluster());
      }
    }
    for (PlannedChange planned : prepared.plan().changes()) {
      changes.computeIfAbsent(planned.owner(), _ -> new ArrayList<>()).add(planned);
    }
    for (Plan.Remark remark : prepared.plan().held()) {
      held.computeIfAbsent(remark.owner(), _ -> new ArrayList<>()).add(remark);
    }
  }

  void addTo(SortedMap<String, StatusDocument> documents) {
    for (Product product : mesh.products()) {
      if (!affected.has(product.name())) {
        continue;
      }
      if (changes.containsKey(Owner.of(product.name()))) {
        planned.add(product.name().urn());
      }
      for (String cluster : scopes.getOrDefault(Owner.of(product.name()), new TreeSet<>())) {
        if (!cluster.equals(ResourceKey.REGISTRY)) {
          ProductStatus status = status(product.name(), cluster);
          documents.put(status.key(), status);
        }
      }
    }
    for (ProductName broken : mesh.quarantine().products()) {
      String prefix = ProductStatus.key(broken.urn(), "");
      // The character after `@` ends the range of all keys that begin so.
      before.subMap(prefix, broken.urn() + "A").values().stream()
          .filter(ProductStatus.class::isInstance)
          .map(ProductStatus.class::cast)
          .forEach(old -> documents.put(old.key(), broken(broken, old)));
    }
  }

  private ProductStatus status(ProductName product, String cluster) {
    var conditions = conditions(product.urn(), cluster);
    List<PlannedChange> open =
        changes.getOrDefault(Owner.of(product), List.of()).stream()
            .filter(planned -> isOf(planned.change().resource(), cluster))
            .filter(planned -> !effects.isDone(planned))
            .toList();
    List<Drift> drift = new ArrayList<>();
    for (PlannedChange planned : open) {
      drift.add(new Drift(planned.change().resource().text(), effects.obstacle(planned)));
    }
    for (Plan.Remark remark : held.getOrDefault(Owner.of(product), List.of())) {
      if (isOf(remark.resource(), cluster)) {
        drift.add(new Drift(remark.resource().text(), remark.message()));
      }
    }
    String blindness = blindness(product, cluster);
    if (!blindness.isEmpty()) {
      unreadable(conditions, blindness);
    } else if (open.isEmpty()) {
      conditions
          .set(Conditions.READY, Conditions.TRUE, "ReadBack", "")
          .set(Conditions.SYNCED, Conditions.TRUE, "ReadBack", "")
          .set(Conditions.RECONCILING, Conditions.FALSE, "Done", "")
          .set(Conditions.STALLED, Conditions.FALSE, "Done", "");
    } else {
      open(conditions, open);
    }
    String obstacle = policy(conditions, product);
    if (!obstacle.isEmpty()) {
      conditions
          .set(Conditions.READY, Conditions.FALSE, BLOCKED, obstacle)
          .set(Conditions.STALLED, Conditions.TRUE, BLOCKED, obstacle);
    }
    scanned(conditions, product);
    return status(product.urn(), cluster, conditions, drift);
  }

  private void open(Conditions conditions, List<PlannedChange> open) {
    PlannedChange first = open.stream().filter(this::isStuck).findFirst().orElseGet(open::getFirst);
    boolean isStuck = isStuck(first);
    String reason = reason(first);
    String message = effects.obstacle(first);
    boolean isUsable =
        open.stream().map(PlannedChange::change).noneMatch(ProductStatuses::isNeeded);
    conditions
        .set(
            Conditions.READY,
            isUsable ? Conditions.TRUE : Conditions.FALSE,
            isUsable ? "Usable" : reason,
            isUsable ? "" : message)
        .set(Conditions.SYNCED, Conditions.FALSE, reason, message)
        .set(
            Conditions.RECONCILING,
            isStuck ? Conditions.FALSE : Conditions.TRUE,
            reason,
            isStuck ? "" : message)
        .set(
            Conditions.STALLED,
            isStuck ? Conditions.TRUE : Conditions.FALSE,
            reason,
            isStuck ? message : "");
  }

  private void unreadable(Conditions conditions, String why) {
    conditions
        .set(Conditions.READY, Conditions.UNKNOWN, "Unreadable", why)
        .set(Conditions.SYNCED, Conditions.UNKNOWN, "Unreadable", why)
        .set(Conditions.RECONCILING, Conditions.TRUE, "Unreadable", why)
        .set(Conditions.STALLED, Conditions.FALSE, "Unreadable", "");
  }

  /// What stands of a broken product is left alone, and so it is as ready as it was.
  private ProductStatus broken(ProductName product, ProductStatus old) {
    String message =
        findings.of(product).stream()
            .filter(FindingDocument::blocking)
            .findFirst()
            .map(finding -> finding.file() + ":" + finding.line() + ": " + finding.message())
            .orElse("The product, or something it needs, has errors.");
    var conditions = conditions(old.urn(), old.cluster());
    policy(conditions, product);
    if (publication.scanned() != null) {
      conditions.keep(Conditions.COMPLIANT, "NotScanned", "Left as it was.");
    }
    conditions
        .keep(Conditions.READY, "ManifestBroken", "Left as it was.")
        .set(Conditions.SYNCED, Conditions.FALSE, "ManifestBroken", message)
        .set(Conditions.RECONCILING, Conditions.FALSE, "ManifestBroken", "")
        .set(Conditions.STALLED, Conditions.TRUE, "ManifestBroken", message);
    return status(old.urn(), old.cluster(), conditions, old.drift());
  }

  /// Answers what blocks the product; empty when nothing does. A blocked product is not ready even
  /// if its clusters are as Git wants them: nothing more happens to it until somebody acts.
  private String policy(Conditions conditions, ProductName product) {
    String obstacle =
        findings.of(product).stream()
            .filter(FindingDocument::blocking)
            .findFirst()
            .map(finding -> finding.rule() + ": " + finding.message())
            .orElse("");
    boolean isPassed = obstacle.isEmpty();
    conditions.set(
        Conditions.POLICY_PASSED,
        isPassed ? Conditions.TRUE : Conditions.FALSE,
        isPassed ? "Passed" : "Blocked",
        obstacle);
    return obstacle;
  }

  /// What is deployed may have ceased to keep a policy although nothing of it was changed.
  private void scanned(Conditions conditions, ProductName product) {
    Map<ProductName, Compliance> scanned = publication.scanned();
    if (scanned != null) {
      Compliance found = scanned.getOrDefault(product, Compliance.KEPT);
      conditions.set(
          Conditions.COMPLIANT,
          found.reason().isGood() ? Conditions.TRUE : Conditions.FALSE,
          found.reason().word(),
          found.message());
    }
  }

  private Conditions conditions(String urn, String cluster) {
    return new Conditions(
        before.get(ProductStatus.key(urn, cluster)) instanceof ProductStatus old
            ? old.conditions()
            : List.of(),
        publication.at());
  }

  private ProductStatus status(
      String urn, String cluster, Conditions conditions, List<Drift> drift) {
    return new ProductStatus(
        urn, cluster, conditions.list(), publication.commit().id(), checkedAt(urn, cluster), drift);
  }

  /// What a plan is about was read for it; the rest may have been read for an earlier one.
  private Instant checkedAt(String urn, String cluster) {
    ClusterSnapshot snapshot = prepared.world().clusters().get(cluster);
    return snapshot == null || planned.contains(urn) ? prepared.world().now() : snapshot.readAt();
  }

  private String blindness(ProductName product, String cluster) {
    String ofCluster = effects.blindness(cluster);
    if (ofCluster != null) {
      return "Cluster `%s` could not be read: %s.".formatted(cluster, ofCluster);
    }
    String ofLink = isMirroredTo(product, cluster) ? effects.linkBlindness(cluster) : null;
    if (ofLink != null) {
      return "What copies topics to cluster `%s` could not be read: %s.".formatted(cluster, ofLink);
    }
    boolean hasSchemas =
        scopes.getOrDefault(Owner.of(product), new TreeSet<>()).contains(ResourceKey.REGISTRY);
    return hasSchemas && prepared.world().registry() == null
        ? "The schema registry could not be read: " + prepared.world().registryFailure() + "."
        : "";
  }

  private boolean isMirroredTo(ProductName product, String cluster) {
    return mirrored.getOrDefault(Owner.of(product), new TreeSet<>()).contains(cluster);
  }

  private static boolean isOf(ResourceKey key, String cluster) {
    return key.scope().equals(cluster) || key.scope().equals(ResourceKey.REGISTRY);
  }

  /// Without it nobody can use the product.
  private static boolean isNeeded(Change change) {
    return switch (change) {
      case Change.CreateTopic _, Change.AddAcls _, Change.CreateMirror _, Change.RestoreMirror _ ->
          true;
      case Change.RegisterSchema register -> register.from() == null;
      case Change.AddPartitions _,
          Change.AlterConfig _,
          Change.DeleteTopic _,
          Change.RemoveAcls _,
          Change.AlterQuota _,
          Change.CreateClient _,
          Change.AlterClient _,
          Change.StoreSecret _,
          Change.CreateUser _,
          Change.AlterUser _,
          Change.RemoveUser _,
          Change.RemoveMirror _,
          Change.PromoteMirror _,
          Change.SetCompatibility _,
          Change.StepRemoval _,
          Change.Adopt _,
          Change.Forget _ ->
          false;
    };
  }

  /// Whether trying again does not help.
  private boolean isStuck(PlannedChange planned) {
    Outcome outcome = effects.outcome(planned);
    boolean isStopped =
        switch (planned.verdict()) {
          case Verdict.Allowed _ -> false;
          case Verdict.NeedsApproval _, Verdict.Blocked _ -> true;
        };
    if (outcome == null) {
      return isStopped;
    }
    return switch (outcome) {
      case Outcome.Applied _, Outcome.Unchanged _, Outcome.Unknown _ -> false;
      case Outcome.Failed failed -> failed.kind() == Outcome.Kind.PERMANENT;
      case Outcome.Refused _ -> true;
      case Outcome.Skipped _ -> isStopped;
    };
  }

  private String reason(PlannedChange planned) {
    Outcome outcome = effects.outcome(planned);
    if (outcome instanceof Outcome.Failed) {
      return "Failed";
    }
    if (outcome instanceof Outcome.Unknown) {
      return "Unknown";
    }
    return switch (planned.verdict()) {
      case Verdict.Allowed _ -> outcome == null ? "Pending" : "NotApplied";
      case Verdict.NeedsApproval _ -> "NeedsApproval";
      case Verdict.Blocked blocked ->
          switch (blocked.cause()) {
            case OWNERSHIP -> "NotOwned";
            case IMPOSSIBLE -> "Impossible";
            case SERVER -> "RefusedByServer";
            case DEPENDENCY -> "DependencyBlocked";
            case POLICY -> BLOCKED;
            case SUSPENDED -> "Suspended";
          };
    };
  }
}
