// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

/// The order in which kinds of changes are made. Rights are added before they are removed, so that
/// nobody loses access for a moment, and schemas stand before the topics that carry them.
public enum Stage {
  /// Takes resources into the inventory before anything alters them.
  ADOPT,
  /// Rules stand before content, so that no version slips in unchecked.
  RULE,
  SCHEMA,
  TOPIC,
  PARTITIONS,
  CONFIG,
  ACL_ADD,
  QUOTA,
  CLIENT,
  SECRET,
  MIRROR,
  /// Before the rights of a topic are taken away, so that it is known why they are missing.
  REMOVAL,
  ACL_REMOVE,
  /// Whoever has no rights any more needs no login.
  LOGIN_REMOVE,
  UNLINK,
  DELETE,
  FORGET;

  /// The stage a change belongs to.
  public static Stage of(Change change) {
    return switch (change) {
      case Change.Adopt _ -> ADOPT;
      case Change.SetCompatibility _ -> RULE;
      case Change.RegisterSchema _ -> SCHEMA;
      case Change.CreateTopic _ -> TOPIC;
      case Change.AddPartitions _ -> PARTITIONS;
      case Change.AlterConfig _ -> CONFIG;
      case Change.AddAcls _ -> ACL_ADD;
      case Change.AlterQuota _ -> QUOTA;
      case Change.CreateClient _, Change.AlterClient _, Change.CreateUser _ -> CLIENT;
      case Change.StoreSecret _, Change.AlterUser _ -> SECRET;
      case Change.CreateMirror _, Change.RestoreMirror _ -> MIRROR;
      case Change.StepRemoval _ -> REMOVAL;
      case Change.RemoveAcls _ -> ACL_REMOVE;
      case Change.RemoveUser _ -> LOGIN_REMOVE;
      case Change.RemoveMirror _, Change.PromoteMirror _ -> UNLINK;
      case Change.DeleteTopic _ -> DELETE;
      case Change.Forget _ -> FORGET;
    };
  }

  /// Whether changes of the stage touch no server, only the inventory.
  public boolean isBookkeeping() {
    return this == ADOPT || this == REMOVAL || this == FORGET;
  }
}
