// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.governance.ChangeReport;
import dev.weft.governance.Finding;
import dev.weft.governance.Notice;
import dev.weft.governance.PolicyEffect;
import dev.weft.governance.ProvenFix;
import dev.weft.governance.policy.Mode;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Severity;
import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.name.ProductName;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.access.AccessChanges;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlanDigest;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Cause;
import dev.weft.provisioner.plan.PlannedChange.Risk;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Acl.Operation;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.LinkSnapshot;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Plans to render.
public final class Plans {

  /// A text with everything that could fool a terminal, a table, a page or a mention.
  public static final String HOSTILE =
      "\u001b[31mred\u001b[0m\r\n| `x` | <img src=x onerror=alert(1)> [a](http://evil) @all \u202eabc"
          + " ]]> \u009b2J";

  /// A digest to show; what the real one is, the planner's tests say.
  static final String DIGEST = "77529942e7309dea";

  static final Verdict ALLOWED = new Verdict.Allowed();
  static final Owner REVIEWS = new Owner(Owner.Kind.PRODUCT, "reviews", "raw-reviews");
  static final Owner ORDERS = new Owner(Owner.Kind.PRODUCT, "orders", "orders");
  static final Owner BILLING = new Owner(Owner.Kind.APPLICATION, "billing", "invoice-runner");

  private static final ResourceKey.Topic REVIEWS_TOPIC = topic("reviews.raw-reviews.reviews.v1");
  private static final ResourceKey.Topic ORDERS_TOPIC = topic("orders.orders.orders.v1");

  private Plans() {}

  static ResourceKey.Topic topic(String name) {
    return new ResourceKey.Topic("onprem", name);
  }

  /// Nothing to do.
  public static Plan empty() {
    return plan(List.of(), List.of(), List.of());
  }

  /// One harmless change.
  public static Plan small() {
    return plan(List.of(createTopic(REVIEWS_TOPIC, REVIEWS)), List.of(), List.of());
  }

  /// Every kind of change, every verdict, every risk.
  public static Plan complete() {
    var held =
        List.of(
            new Plan.Remark(
                topic("orders.old.events.v1"),
                new Owner(Owner.Kind.PRODUCT, "orders", "old"),
                "no manifest wants it any more; it is protected: delete it by name with"
                    + " `weft apply --delete orders.old.events.v1`"));
    var notes =
        List.of(
            new Plan.Remark(
                ORDERS_TOPIC,
                ORDERS,
                "somebody else set `follower.replication.throttled.replicas`; left alone"));
    return plan(everyKind(), held, notes);
  }

  private static List<PlannedChange> everyKind() {
    return Stream.concat(ofClusters().stream(), ofLinks().stream()).toList();
  }

  private static List<PlannedChange> ofLinks() {
    return List.of(
        planned(
            "3110",
            new Change.CreateMirror(mirror("reviews"), "onprem"),
            REVIEWS,
            Risk.SAFE,
            ALLOWED),
        planned(
            "3111",
            new Change.RestoreMirror(
                mirror("orders"),
                "onprem",
                LinkSnapshot.State.FAILED,
                new TreeSet<>(List.of("topics", "sync.topic.configs.enabled"))),
            ORDERS,
            Risk.SAFE,
            ALLOWED),
        planned(
            "3112",
            new Change.RemoveMirror(mirror("gone"), "onprem"),
            ORDERS,
            Risk.DISRUPTIVE,
            ALLOWED),
        planned(
            "3113",
            new Change.PromoteMirror(mirror("moved"), "onprem"),
            ORDERS,
            Risk.DESTRUCTIVE,
            new Verdict.NeedsApproval("12 records are not copied yet")));
  }

  private static List<PlannedChange> ofClusters() {
    return List.of(
        registerSchema("5c01", null),
        registerSchema("5c02", "3"),
        planned(
            "c0c0",
            new Change.SetCompatibility(
                new ResourceKey.Artifact("orders", "orders.orders.orders.v1-value"),
                Compatibility.BACKWARD,
                Compatibility.FULL_TRANSITIVE),
            ORDERS,
            Risk.SAFE,
            ALLOWED),
        createTopic(REVIEWS_TOPIC, REVIEWS),
        planned(
            "aad1",
            new Change.AddPartitions(ORDERS_TOPIC, 6, 12),
            ORDERS,
            Risk.DISRUPTIVE,
            ALLOWED),
        retentionCut(),
        planned("ac11", addAcls(), REVIEWS, Risk.SAFE, ALLOWED),
        planned("ac12", removeAcls(), ORDERS, Risk.DISRUPTIVE, ALLOWED),
        planned("9073", quota(), BILLING, Risk.SAFE, ALLOWED),
        planned(
            "ad09",
            new Change.Adopt(
                topic("legacy_orders"),
                "uYb3k",
                new TreeMap<>(Map.of("retention.ms", "-1")),
                acls("User:legacy", Operation.READ)),
            ORDERS,
            Risk.SAFE,
            ALLOWED),
        planned("f049", new Change.Forget(topic("orders.gone.v1")), ORDERS, Risk.SAFE, ALLOWED),
        planned(
            "b10c",
            new Change.AddPartitions(topic("orders.returns.returns.v1"), 3, 6),
            ORDERS,
            Risk.DESTRUCTIVE,
            new Verdict.Blocked(
                Cause.OWNERSHIP,
                "The topic `orders.returns.returns.v1` exists and is not Weft's.",
                "set `adopt: true` in its port, or give the port another name")),
        planned(
            "de1e",
            new Change.DeleteTopic(topic("orders.old.events.v0"), "Zx81"),
            ORDERS,
            Risk.DESTRUCTIVE,
            new Verdict.NeedsApproval("12,345 records would be lost.")));
  }

  private static ResourceKey.Mirror mirror(String name) {
    return new ResourceKey.Mirror("cloud", "orders." + name + ".x.v1");
  }

  /// Many similar changes in one domain, and one that has to be judged.
  public static Plan huge(int topics) {
    var changes = new ArrayList<PlannedChange>();
    for (int i = 0; i < topics; i++) {
      changes.add(createTopic(topic("orders.p%04d.x.v1".formatted(i)), ORDERS));
    }
    changes.add(retentionCut());
    return plan(changes, List.of(), List.of());
  }

  /// Every text that somebody else can write is hostile.
  public static Plan hostile() {
    var owner = new Owner(Owner.Kind.PRODUCT, HOSTILE, HOSTILE);
    var key = topic(HOSTILE);
    var change =
        new PlannedChange(
            "0bad",
            new Change.AlterConfig(
                key, new TreeMap<>(Map.of(HOSTILE, new Change.Edit<>(HOSTILE, HOSTILE)))),
            owner,
            Risk.SAFE,
            HOSTILE,
            List.of(new Location(HOSTILE, 1, 1)),
            List.of(HOSTILE),
            List.of(),
            HOSTILE,
            new Verdict.Blocked(Cause.SERVER, HOSTILE, HOSTILE));
    var acls =
        planned(
            "0bae",
            new Change.AddAcls(
                new AclSet("onprem", AclSet.Type.TOPIC, AclSet.Pattern.LITERAL, HOSTILE),
                acls(HOSTILE, Operation.READ)),
            owner,
            Risk.SAFE,
            ALLOWED);
    var remark = new Plan.Remark(key, owner, HOSTILE);
    return new Plan(
        HOSTILE,
        HOSTILE,
        Instant.EPOCH,
        new TreeMap<>(Map.of(HOSTILE, HOSTILE)),
        List.of(change, acls),
        List.of(remark),
        List.of(remark));
  }

  /// Findings of every severity.
  public static List<Diagnostic> findings() {
    var product = "domains/orders/orders/product.yaml";
    return List.of(
        Diagnostic.error(
            new Location(product, 4, 3),
            "manifest/unknown-key",
            "The key `titel` is unknown.",
            "did you mean `title`?"),
        new Diagnostic(
            new Location(product, 9, 7),
            Severity.DANGER,
            "contract/field-removed",
            "Field `customer_id` is removed, and `billing` still reads it.",
            "keep it"),
        Diagnostic.warning(
            Location.ofFile("domains/orders/x y:#ü.txt"), "source/unexpected", "No rule.", ""),
        new Diagnostic(
            new Location("mesh.yaml", 1, 1), Severity.NOTE, "mesh/note", "Worth knowing.", ""));
  }

  /// Diagnostics as a check of any environment reports them.
  static List<Notice> notices(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(one -> new Notice(one, null, List.of())).toList();
  }

  private static final Finding.Excuse LATE =
      new Finding.Excuse(
          "late", "grace@example.org", LocalDate.parse("2026-12-31"), "it takes time");

  private static final ProvenFix FIX =
      new ProvenFix(
          "domains/orders/orders/product.yaml",
          "set `metadata.name` to `orders`",
          "kind: DataProduct\nmetadata: {name: o}\n",
          "kind: DataProduct\nmetadata: {name: orders}\n");

  /// What was found of a mesh: with a fix, and with a waiver.
  static List<Notice> found() {
    return change().introduced();
  }

  /// A change with something of everything.
  static ChangeReport change() {
    var product = "domains/orders/orders/product.yaml";
    Finding blocking = finding("names-are-words", "length", null, new Location(product, 4, 9));
    Finding waived = finding("sla-is-present", "freshness", LATE, new Location(product, 9, 7));
    List<Notice> found =
        List.of(
            new Notice(blocking.diagnostic(), blocking, List.of("dev", "prod"), FIX),
            new Notice(waived.diagnostic(), waived, List.of("prod")));
    List<Notice> introduced = new ArrayList<>(notices(findings()));
    introduced.addAll(found);
    return new ChangeReport(
        introduced,
        notices(
            List.of(Diagnostic.warning(Location.ofFile("a.yml"), "source/unexpected", "Was.", ""))),
        notices(
            List.of(Diagnostic.warning(Location.ofFile("b.yml"), "source/unexpected", "Is.", ""))),
        new TreeSet<>(Set.of(new ProductName("orders", "orders"))),
        List.of(),
        List.of("late"),
        Map.of(),
        new PolicyEffect(found.subList(0, 1), List.of()),
        List.of(new ChangeReport.Reviewer("orders-team", List.of("owns orders/orders"))),
        List.of("billing/invoice-runner"),
        null);
  }

  /// A change that is nothing but somebody's malice.
  static ChangeReport hostileChange() {
    List<Notice> notices =
        notices(
            List.of(Diagnostic.error(new Location(HOSTILE, 3, 5), "manifest/x", HOSTILE, HOSTILE)));
    return new ChangeReport(
        notices,
        notices,
        notices,
        new TreeSet<>(),
        List.of(),
        List.of(HOSTILE),
        Map.of(),
        new PolicyEffect(notices, notices),
        List.of(new ChangeReport.Reviewer(HOSTILE, List.of(HOSTILE))),
        List.of(HOSTILE),
        null);
  }

  static List<Notice> hostileNotices(List<Diagnostic> diagnostics) {
    var place = new Location(HOSTILE, 3, 5);
    Finding waived =
        finding("x", "y", new Finding.Excuse(HOSTILE, HOSTILE, LocalDate.MAX, HOSTILE), place);
    List<Notice> all = new ArrayList<>(notices(diagnostics));
    all.add(
        new Notice(
            waived.diagnostic(),
            waived,
            List.of(HOSTILE),
            new ProvenFix(HOSTILE, HOSTILE, "a", "a" + HOSTILE)));
    return all;
  }

  private static Finding finding(
      String policy, String check, Finding.@Nullable Excuse excuse, Location location) {
    return new Finding(
        policy,
        check,
        "warning",
        Mode.ENFORCE,
        new ProductName("orders", "orders"),
        null,
        "/metadata/name",
        false,
        excuse,
        "It is not as the policy wants it.",
        excuse == null
            ? "change it"
            : "waived until 2026-12-31 by `late`, approved by grace@example.org: it takes time",
        null,
        location);
  }

  /// The plan as it is told, with somebody who gains and somebody who loses.
  static PlanView view(Plan plan, List<String> problems, List<Notice> notices) {
    var reader = "User:billing.invoice-runner";
    var gained = new AccessChanges.Access(reader, Operation.READ, REVIEWS_TOPIC.name(), "onprem");
    var lost = new AccessChanges.Access(HOSTILE, Operation.WRITE, HOSTILE, "onprem");
    boolean isHostile = plan.environment().equals(HOSTILE);
    var access =
        plan.isEmpty()
            ? new AccessChanges(List.of(), List.of())
            : new AccessChanges(List.of(gained), isHostile ? List.of(lost) : List.of());
    String digest = isHostile ? HOSTILE : DIGEST;
    List<String> warnings = isHostile ? List.of(HOSTILE) : List.of();
    return new PlanView(plan, digest, problems, warnings, access, notices);
  }

  private static Plan plan(
      List<PlannedChange> changes, List<Plan.Remark> held, List<Plan.Remark> notes) {
    return new Plan(
        "dev",
        "3f2a51c09d4e7b863f2a51c09d4e7b863f2a51c0",
        Instant.parse("2026-11-21T10:24:11Z"),
        new TreeMap<>(Map.of("onprem", "wZk3Qy9mTk2b")),
        changes,
        held,
        notes);
  }

  private static PlannedChange createTopic(ResourceKey.Topic topic, Owner owner) {
    var change =
        new Change.CreateTopic(
            topic,
            6,
            (short) 3,
            new TreeMap<>(
                Map.of(
                    "retention.ms",
                    "604800000",
                    "cleanup.policy",
                    "delete",
                    "max.message.bytes",
                    "1048588")));
    return new PlannedChange(
        PlanDigest.of(topic.name()).substring(0, 4),
        change,
        owner,
        Risk.SAFE,
        "The port is active and its topic does not exist.",
        List.of(new Location("domains/reviews/raw-reviews/product.yaml", 23, 7)),
        List.of(),
        List.of(),
        "fp-" + topic.name(),
        ALLOWED);
  }

  private static PlannedChange retentionCut() {
    var edits = new TreeMap<String, Change.Edit<String>>();
    edits.put("retention.ms", new Change.Edit<>("604800000", "86400000"));
    edits.put("compression.type", new Change.Edit<>(null, "zstd"));
    edits.put("segment.bytes", new Change.Edit<>("1073741824", null));
    return new PlannedChange(
        "0e7e",
        new Change.AlterConfig(ORDERS_TOPIC, edits),
        ORDERS,
        Risk.DESTRUCTIVE,
        "The manifest keeps records for a shorter time.",
        List.of(new Location("domains/orders/orders/product.yaml", 31, 9)),
        List.of("group billing.invoice-runner.main lags 2,300,000 records behind"),
        List.of(),
        "fp-0e7e",
        new Verdict.NeedsApproval("Records older than 1 d are deleted within minutes."));
  }

  private static PlannedChange registerSchema(String id, @Nullable String from) {
    String name = from == null ? "address" : "orders.orders.orders.v1-value";
    var schema =
        new Desired.Schema(
            new ResourceKey.Artifact("orders", name),
            ORDERS,
            SchemaFormat.AVRO,
            "{\n\"type\": \"record\"\n}",
            "{}",
            List.of(
                new Desired.Schema.Reference(
                    "larkfield.Address", new ResourceKey.Artifact("orders", "address"))),
            Compatibility.BACKWARD_TRANSITIVE,
            false,
            Location.ofFile("domains/orders/orders/schemas/" + name + ".avsc"));
    return planned(
        id,
        new Change.RegisterSchema(schema.key(), from, schema),
        ORDERS,
        from == null ? Risk.SAFE : Risk.DISRUPTIVE,
        ALLOWED);
  }

  private static Change addAcls() {
    var acls = acls("User:billing.invoice-runner", Operation.READ);
    acls.addAll(acls("User:billing.invoice-runner", Operation.DESCRIBE));
    return new Change.AddAcls(
        new AclSet("onprem", AclSet.Type.TOPIC, AclSet.Pattern.LITERAL, REVIEWS_TOPIC.name()),
        acls);
  }

  private static Change removeAcls() {
    return new Change.RemoveAcls(
        new AclSet("onprem", AclSet.Type.GROUP, AclSet.Pattern.PREFIXED, "shop.cart."),
        acls("User:shop.cart", Operation.READ));
  }

  private static Change quota() {
    var edits = new TreeMap<String, Change.Edit<Double>>();
    edits.put("producer_byte_rate", new Change.Edit<>(null, 5_242_880.0));
    edits.put("request_percentage", new Change.Edit<>(25.0, 12.5));
    return new Change.AlterQuota(new ResourceKey.Quota("onprem", "billing.invoice-runner"), edits);
  }

  private static SortedSet<Acl> acls(String principal, Operation operation) {
    return new TreeSet<>(List.of(Acl.allow(principal, operation)));
  }

  static PlannedChange planned(String id, Change change, Owner owner, Risk risk, Verdict verdict) {
    return new PlannedChange(
        id,
        change,
        owner,
        risk,
        "The manifests want it so.",
        List.of(),
        List.of(),
        List.of(),
        "fp-" + id,
        verdict);
  }
}
