// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Removal;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// A change in words: the one place that knows how each kind of change is told to people.
///
/// @param action what it does
/// @param kind stable name of the kind of change, for machines and for grouping
/// @param subject what it touches
/// @param rows the values, in order
record ChangeView(Action action, String kind, String subject, List<Row> rows) {

  private static final String COPIED = "copied from";
  private static final String MECHANISM = "mechanism";

  /// A value, or a value before and after.
  ///
  /// @param label the value's name
  /// @param before null when there is only one value to tell
  /// @param after the value, or the value after the change
  record Row(String label, @Nullable String before, String after) {
    static Row of(String label, String value) {
      return new Row(label, null, value);
    }
  }

  static ChangeView of(Change change) {
    return new ChangeView(Action.of(change), kind(change), subject(change), rows(change));
  }

  /// Such as `topic reviews.raw-reviews.reviews.v1 on onprem`.
  static String describe(ResourceKey key) {
    return switch (key) {
      case ResourceKey.Topic topic -> "topic " + topic.name() + " on " + topic.cluster();
      case ResourceKey.AclSet acl -> pattern(acl) + " on " + acl.cluster();
      case ResourceKey.Quota quota -> "quota of " + quota.user() + " on " + quota.cluster();
      case ResourceKey.Mirror mirror -> "mirror of " + mirror.topic() + " on " + mirror.cluster();
      case ResourceKey.Client client -> "login of " + client.clientId();
      case ResourceKey.ScramUser user -> "login of " + user.user() + " on " + user.cluster();
      case ResourceKey.Artifact schema -> "schema " + schema.group() + "/" + schema.artifact();
    };
  }

  /// Such as `groups beginning with billing.invoice-runner.`.
  static String pattern(ResourceKey.AclSet acl) {
    String noun =
        switch (acl.type()) {
          case TOPIC -> "topic";
          case GROUP -> "group";
          case TRANSACTIONAL_ID -> "transactional id";
          case CLUSTER -> "cluster";
          case DELEGATION_TOKEN -> "delegation token";
          case USER -> "user";
        };
    return switch (acl.pattern()) {
      case LITERAL -> acl.name().equals("*") ? "every " + noun : noun + " " + acl.name();
      case PREFIXED -> noun + "s beginning with " + acl.name();
    };
  }

  static String kind(Change change) {
    return switch (change) {
      case Change.CreateTopic _ -> "create-topic";
      case Change.AddPartitions _ -> "add-partitions";
      case Change.AlterConfig _ -> "alter-config";
      case Change.DeleteTopic _ -> "delete-topic";
      case Change.AddAcls _ -> "add-acls";
      case Change.RemoveAcls _ -> "remove-acls";
      case Change.AlterQuota _ -> "alter-quota";
      case Change.CreateClient _ -> "create-client";
      case Change.AlterClient _ -> "alter-client";
      case Change.StoreSecret _ -> "store-secret";
      case Change.CreateUser _ -> "create-user";
      case Change.AlterUser _ -> "alter-user";
      case Change.RemoveUser _ -> "remove-user";
      case Change.CreateMirror _ -> "create-mirror";
      case Change.RestoreMirror _ -> "restore-mirror";
      case Change.RemoveMirror _ -> "remove-mirror";
      case Change.PromoteMirror _ -> "promote-mirror";
      case Change.SetCompatibility _ -> "set-compatibility";
      case Change.RegisterSchema _ -> "register-schema";
      case Change.StepRemoval _ -> "step-removal";
      case Change.Adopt _ -> "adopt";
      case Change.Forget _ -> "forget";
    };
  }

  private static String subject(Change change) {
    String key = describe(change.resource());
    return switch (change) {
      case Change.CreateTopic _,
          Change.DeleteTopic _,
          Change.AlterQuota _,
          Change.CreateClient _,
          Change.CreateUser _,
          Change.RemoveUser _,
          Change.CreateMirror _,
          Change.RestoreMirror _,
          Change.RemoveMirror _ ->
          key;
      case Change.PromoteMirror _ -> "end of " + key;
      case Change.AlterClient _ -> "settings of " + key;
      case Change.StoreSecret _, Change.AlterUser _ -> "secret of " + key;
      case Change.AddPartitions _ -> "partitions of " + key;
      case Change.AlterConfig _ -> "configuration of " + key;
      case Change.AddAcls _, Change.RemoveAcls _ -> "access to " + key;
      case Change.SetCompatibility _ -> "compatibility rule of " + key;
      case Change.RegisterSchema schema -> schema.from() == null ? key : "new version of " + key;
      case Change.StepRemoval _ -> "removal of " + key;
      case Change.Adopt _ -> "take over " + key;
      case Change.Forget _ -> "forget " + key;
    };
  }

  private static List<Row> rows(Change change) {
    return switch (change) {
      case Change.CreateTopic topic -> topic(topic);
      case Change.AddPartitions more ->
          List.of(new Row("partitions", String.valueOf(more.from()), String.valueOf(more.to())));
      case Change.AlterConfig config -> configs(config);
      case Change.DeleteTopic topic -> List.of(Row.of("topic id", topic.topicId()));
      case Change.AddAcls acls -> acls(acls.acls());
      case Change.RemoveAcls acls -> acls(acls.acls());
      case Change.AlterQuota quota -> quotas(quota);
      case Change.CreateClient client -> settings(client.settings());
      case Change.AlterClient client -> edits(client.edits());
      case Change.StoreSecret secret -> List.of(secret(secret.how()));
      case Change.CreateUser user -> credential(user.mechanism(), user.iterations());
      case Change.AlterUser user -> credential(user);
      case Change.RemoveUser _ -> List.of();
      case Change.CreateMirror mirror -> List.of(Row.of(COPIED, mirror.source()));
      case Change.RestoreMirror mirror -> restored(mirror);
      case Change.RemoveMirror mirror -> List.of(Row.of(COPIED, mirror.source()));
      case Change.PromoteMirror mirror ->
          List.of(new Row("produced on", mirror.source(), mirror.resource().cluster()));
      case Change.SetCompatibility rule -> List.of(rule(rule));
      case Change.RegisterSchema schema -> schema(schema);
      case Change.Adopt adopt -> adopted(adopt);
      case Change.StepRemoval step -> List.of(new Row("step", step(step.from()), step(step.to())));
      case Change.Forget _ -> List.of();
    };
  }

  /// Such as `writes-revoked`; `wanted` where there is none.
  static String step(Removal.@Nullable Step step) {
    return step == null ? "wanted" : step.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<Row> topic(Change.CreateTopic topic) {
    var rows = new ArrayList<Row>();
    rows.add(Row.of("partitions", String.valueOf(topic.partitions())));
    rows.add(Row.of("replication", String.valueOf(topic.replication())));
    topic.config().forEach((key, value) -> rows.add(Row.of(key, Units.config(key, value))));
    return rows;
  }

  private static List<Row> configs(Change.AlterConfig config) {
    return config.edits().entrySet().stream()
        .map(edit ->
            new Row(
                edit.getKey(),
                Units.config(edit.getKey(), edit.getValue().from()),
                Units.config(edit.getKey(), edit.getValue().to())))
        .toList();
  }

  private static List<Row> settings(SortedMap<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> Row.of(setting.getKey(), setting.getValue()))
        .toList();
  }

  private static List<Row> edits(SortedMap<String, Change.Edit<String>> edits) {
    return edits.entrySet().stream()
        .map(edit ->
            new Row(
                edit.getKey(),
                String.valueOf(edit.getValue().from()),
                String.valueOf(edit.getValue().to())))
        .toList();
  }

  private static List<Row> quotas(Change.AlterQuota quota) {
    return quota.edits().entrySet().stream()
        .map(edit ->
            new Row(
                edit.getKey(),
                Units.quota(edit.getKey(), edit.getValue().from()),
                Units.quota(edit.getKey(), edit.getValue().to())))
        .toList();
  }

  /// Operations of one principal are told together.
  private static List<Row> acls(SortedSet<Acl> acls) {
    var operations = new LinkedHashMap<Row, List<String>>();
    for (Acl acl : acls) {
      String verb = acl.permission() == Acl.Permission.ALLOW ? "allow" : "deny";
      String host = acl.host().equals("*") ? "" : " from " + acl.host();
      operations
          .computeIfAbsent(Row.of(verb, " to " + acl.principal() + host), _ -> new ArrayList<>())
          .add(acl.operation().name());
    }
    return operations.entrySet().stream()
        .map(entry ->
            Row.of(
                entry.getKey().label(),
                String.join(", ", entry.getValue()) + entry.getKey().after()))
        .toList();
  }

  private static Row secret(Change.StoreSecret.How how) {
    return Row.of(
        "secret",
        switch (how) {
          case AGAIN -> "written again";
          case NEW -> "a new one, to the secret store";
          case BESIDE -> "a new one, to the secret store; the old one stays good for now";
          case END -> "the old one ends";
        });
  }

  private static List<Row> credential(Change.AlterUser user) {
    var rows = new ArrayList<Row>();
    rows.add(secret(user.how()));
    if (user.how() == Change.StoreSecret.How.END) {
      rows.add(Row.of(MECHANISM, user.mechanism()));
    } else {
      rows.addAll(credential(user.mechanism(), user.iterations()));
    }
    return rows;
  }

  private static List<Row> credential(String mechanism, int iterations) {
    return List.of(Row.of(MECHANISM, mechanism), Row.of("iterations", String.valueOf(iterations)));
  }

  private static List<Row> restored(Change.RestoreMirror mirror) {
    var rows = new ArrayList<Row>();
    rows.add(Row.of(COPIED, mirror.source()));
    rows.add(new Row("state", mirror.from().name().toLowerCase(Locale.ROOT), "running"));
    mirror.differences().forEach(name -> rows.add(Row.of(name, "as Weft sets it")));
    return rows;
  }

  private static Row rule(Change.SetCompatibility rule) {
    return new Row(
        "compatibility",
        rule.from() == null ? "(global rule)" : rule.from().name(),
        rule.to().name());
  }

  private static List<Row> schema(Change.RegisterSchema change) {
    Desired.Schema schema = change.schema();
    var rows = new ArrayList<Row>();
    rows.add(Row.of("format", schema.format().name()));
    if (change.from() == null) {
      rows.add(Row.of("compatibility", schema.compatibility().name()));
    } else {
      rows.add(new Row("version", change.from(), "(the next one)"));
    }
    rows.add(Row.of("content", schema.content().lines().count() + " lines"));
    schema
        .references()
        .forEach(use ->
            rows.add(
                Row.of(
                    "uses",
                    use.name()
                        + " from "
                        + use.artifact().group()
                        + "/"
                        + use.artifact().artifact())));
    return rows;
  }

  private static List<Row> adopted(Change.Adopt adopt) {
    var rows = new ArrayList<Row>();
    if (adopt.topicId() != null) {
      rows.add(Row.of("topic id", adopt.topicId()));
    }
    for (Map.Entry<String, String> value : adopt.managed().entrySet()) {
      rows.add(Row.of(value.getKey(), Units.config(value.getKey(), value.getValue())));
    }
    rows.addAll(acls(adopt.acls()));
    return rows;
  }
}
