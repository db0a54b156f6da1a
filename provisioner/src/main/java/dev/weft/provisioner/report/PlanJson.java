// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.provisioner.access.AccessChanges;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Desired;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// A plan as JSON, described by `docs/reference/plan.schema.json`.
public final class PlanJson {

  private static final String SOURCE = "source";

  private PlanJson() {}

  /// The document.
  public static String render(PlanView view) {
    Plan plan = view.plan();
    ObjectNode root =
        Json.document("weft.plan")
            .put("environment", plan.environment())
            .put("revision", plan.revision())
            .put("plannedAt", plan.plannedAt().toString())
            .put("digest", view.digest());
    ObjectNode clusters = root.putObject("clusterIds");
    plan.clusterIds().forEach(clusters::put);
    summary(root.putObject("summary"), PlanSummary.of(plan));
    ArrayNode changes = root.putArray("changes");
    plan.changes().forEach(planned -> changes.add(change(planned)));
    view.problems().forEach(root.putArray("problems")::add);
    view.warnings().forEach(root.putArray("warnings")::add);
    remarks(root.putArray("held"), plan.held());
    remarks(root.putArray("notes"), plan.notes());
    AccessChanges access = view.access();
    ObjectNode rights = root.putObject("access");
    access(rights.putArray("gained"), access.gained());
    access(rights.putArray("lost"), access.lost());
    NoticeJson.add(root.putArray("diagnostics"), view.notices());
    WaivedFindings.of(view.notices()).json(root.putArray("waived"));
    return Json.print(root);
  }

  private static void summary(ObjectNode node, PlanSummary summary) {
    node.put("create", summary.create())
        .put("change", summary.change())
        .put("delete", summary.delete())
        .put("record", summary.record())
        .put("needsApproval", summary.approval())
        .put("blocked", summary.blocked())
        .put("held", summary.held());
  }

  private static ObjectNode change(PlannedChange planned) {
    ObjectNode node =
        Json.object()
            .put("id", planned.id())
            .put("kind", ChangeView.kind(planned.change()))
            .put("action", Action.of(planned.change()).word())
            .put("resource", planned.change().resource().text())
            .put("owner", planned.owner().toString())
            .put("risk", planned.risk().name().toLowerCase(Locale.ROOT))
            .put("reason", planned.reason());
    ArrayNode causes = node.putArray("causes");
    planned.causes().forEach(cause -> causes.add(Json.location(cause)));
    planned.evidence().forEach(node.putArray("evidence")::add);
    planned.after().forEach(node.putArray("after")::add);
    node.put("fingerprint", planned.fingerprint());
    node.set("verdict", verdict(planned.verdict()));
    node.set("values", values(planned.change()));
    return node;
  }

  private static ObjectNode verdict(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Allowed _ -> Json.object().put("kind", "allowed");
      case Verdict.NeedsApproval approval ->
          Json.object().put("kind", "needs-approval").put("message", approval.why());
      case Verdict.Blocked blocked ->
          Json.object()
              .put("kind", "blocked")
              .put("cause", blocked.cause().name().toLowerCase(Locale.ROOT))
              .put("message", blocked.message())
              .put("hint", blocked.hint());
    };
  }

  private static ObjectNode values(Change change) {
    ObjectNode node = Json.object();
    switch (change) {
      case Change.CreateTopic topic -> {
        node.put("partitions", topic.partitions()).put("replication", topic.replication());
        strings(node.putObject("config"), topic.config());
      }
      case Change.AddPartitions more ->
          node.putObject("partitions").put("from", more.from()).put("to", more.to());
      case Change.AlterConfig config -> configEdits(node.putObject("config"), config.edits());
      case Change.DeleteTopic topic -> node.put("topicId", topic.topicId());
      case Change.AddAcls acls -> acls(node.putArray("acls"), acls.acls());
      case Change.RemoveAcls acls -> acls(node.putArray("acls"), acls.acls());
      case Change.AlterQuota quota -> quotaEdits(node.putObject("quota"), quota.edits());
      case Change.CreateClient client -> strings(node.putObject("settings"), client.settings());
      case Change.AlterClient client -> configEdits(node.putObject("settings"), client.edits());
      case Change.StoreSecret secret -> {
        node.put("newSecret", secret.isNew());
        node.put("secret", secret.how().name().toLowerCase(Locale.ROOT));
      }
      case Change.CreateUser user ->
          node.put("mechanism", user.mechanism()).put("iterations", user.iterations());
      case Change.AlterUser user ->
          node.put("secret", user.how().name().toLowerCase(Locale.ROOT))
              .put("mechanism", user.mechanism())
              .put("iterations", user.iterations());
      case Change.RemoveUser _ -> {}
      case Change.CreateMirror mirror -> node.put(SOURCE, mirror.source());
      case Change.RestoreMirror mirror -> {
        node.put(SOURCE, mirror.source())
            .put("state", mirror.from().name().toLowerCase(Locale.ROOT));
        mirror.differences().forEach(node.putArray("differences")::add);
      }
      case Change.RemoveMirror mirror -> node.put(SOURCE, mirror.source());
      case Change.PromoteMirror mirror -> node.put(SOURCE, mirror.source());
      case Change.SetCompatibility rule ->
          node.putObject("compatibility")
              .put("from", rule.from() == null ? null : rule.from().name())
              .put("to", rule.to().name());
      case Change.RegisterSchema schema -> schema(node, schema.from(), schema.schema());
      case Change.Adopt adopt -> {
        node.put("topicId", adopt.topicId());
        strings(node.putObject("managed"), adopt.managed());
        acls(node.putArray("acls"), adopt.acls());
      }
      case Change.StepRemoval step ->
          node.putObject("step")
              .put("from", ChangeView.step(step.from()))
              .put("to", ChangeView.step(step.to()));
      case Change.Forget _ -> {}
    }
    return node;
  }

  private static void strings(ObjectNode node, SortedMap<String, String> values) {
    values.forEach(node::put);
  }

  private static void configEdits(ObjectNode node, Map<String, Change.Edit<String>> edits) {
    edits.forEach((key, edit) -> node.putObject(key).put("from", edit.from()).put("to", edit.to()));
  }

  private static void quotaEdits(ObjectNode node, Map<String, Change.Edit<Double>> edits) {
    edits.forEach((key, edit) -> node.putObject(key).put("from", edit.from()).put("to", edit.to()));
  }

  private static void acls(ArrayNode array, SortedSet<Acl> acls) {
    for (Acl acl : acls) {
      array
          .addObject()
          .put("principal", acl.principal())
          .put("host", acl.host())
          .put("operation", acl.operation().name())
          .put("permission", acl.permission().name());
    }
  }

  private static void schema(ObjectNode node, @Nullable String from, Desired.Schema schema) {
    node.put("from", from)
        .put("format", schema.format().name())
        .put("compatibility", schema.compatibility().name())
        .put("file", schema.location().file())
        .put("content", schema.content());
    ArrayNode references = node.putArray("references");
    schema
        .references()
        .forEach(use ->
            references.addObject().put("name", use.name()).put("artifact", use.artifact().text()));
  }

  private static void remarks(ArrayNode array, List<Plan.Remark> remarks) {
    remarks.forEach(remark ->
        array
            .addObject()
            .put("resource", remark.resource().text())
            .put("owner", remark.owner().toString())
            .put("message", remark.message()));
  }

  private static void access(ArrayNode array, List<AccessChanges.Access> rights) {
    rights.forEach(right ->
        array
            .addObject()
            .put("principal", right.principal())
            .put("operation", right.operation().name())
            .put("topic", right.topic())
            .put("cluster", right.cluster()));
  }
}
