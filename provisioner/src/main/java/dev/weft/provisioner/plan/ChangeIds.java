// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.resource.ResourceKey;
import java.util.Locale;

/// Readable ids of changes, such as `topic:onprem:reviews.raw-reviews.reviews.v1:create`. They are
/// stable: the same change of the same resource has the same id in every plan.
final class ChangeIds {

  private static final int LONGEST = 160;

  private ChangeIds() {}

  static String of(Change change) {
    return of(change.resource(), action(change));
  }

  static String of(ResourceKey resource, String action) {
    String id = subject(resource) + ":" + action;
    return id.length() <= LONGEST
        ? id
        : id.substring(0, LONGEST - 40) + "~" + PlanDigest.of(id) + ":" + action;
  }

  private static String subject(ResourceKey resource) {
    return switch (resource) {
      case ResourceKey.Topic topic -> "topic:" + topic.cluster() + ":" + topic.name();
      case ResourceKey.AclSet acl ->
          "acl:%s:%s:%s%s"
              .formatted(
                  acl.cluster(),
                  acl.type().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                  acl.name(),
                  switch (acl.pattern()) {
                    case LITERAL -> "";
                    case PREFIXED -> "*";
                  });
      case ResourceKey.Quota quota -> "quota:" + quota.cluster() + ":" + quota.user();
      case ResourceKey.Mirror mirror -> "mirror:" + mirror.cluster() + ":" + mirror.topic();
      case ResourceKey.Client client -> "client:" + client.clientId();
      case ResourceKey.ScramUser user -> "scram:" + user.cluster() + ":" + user.user();
      case ResourceKey.Artifact artifact ->
          "schema:" + artifact.group() + ":" + artifact.artifact();
    };
  }

  private static String action(Change change) {
    return switch (change) {
      case Change.CreateTopic _ -> "create";
      case Change.AddPartitions _ -> "partitions";
      case Change.AlterConfig _ -> "config";
      case Change.DeleteTopic _ -> "delete";
      case Change.AddAcls _ -> "add";
      case Change.RemoveAcls _ -> "remove";
      case Change.AlterQuota _ -> "set";
      case Change.CreateClient _ -> "create";
      case Change.AlterClient _ -> "settings";
      case Change.StoreSecret _ -> "secret";
      case Change.CreateUser _ -> "create";
      case Change.AlterUser alter ->
          alter.how() == Change.StoreSecret.How.END ? "end-secret" : "secret";
      case Change.RemoveUser _ -> "remove";
      case Change.CreateMirror _ -> "create";
      case Change.RestoreMirror _ -> "restore";
      case Change.RemoveMirror _ -> "remove";
      case Change.PromoteMirror _ -> "promote";
      case Change.SetCompatibility _ -> "rule";
      case Change.RegisterSchema _ -> "register";
      case Change.StepRemoval _ -> "removal";
      case Change.Adopt _ -> "adopt";
      case Change.Forget _ -> "forget";
    };
  }
}
