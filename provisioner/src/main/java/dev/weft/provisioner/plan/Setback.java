// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.resource.Inventory;

/// Whether a change gives a resource back what Weft had given it before: then somebody else took it
/// away.
public final class Setback {

  private Setback() {}

  /// @param entry the resource in the inventory, before the change
  public static boolean isOne(Change change, Inventory.Entry entry) {
    return switch (change) {
      case Change.AlterConfig alter ->
          alter.edits().entrySet().stream()
              .anyMatch(edit ->
                  edit.getValue().to() != null
                      && edit.getValue().to().equals(entry.managed().get(edit.getKey())));
      case Change.AddAcls add -> add.acls().stream().anyMatch(entry.acls()::contains);
      case Change.AlterQuota alter ->
          alter.edits().entrySet().stream()
              .anyMatch(edit ->
                  edit.getValue().to() != null
                      && InventoryValues.ofQuota(edit.getValue().to())
                          .equals(entry.managed().get(edit.getKey())));
      case Change.CreateTopic _, Change.CreateMirror _, Change.RestoreMirror _ -> true;
      case Change.AddPartitions _,
          Change.DeleteTopic _,
          Change.RemoveAcls _,
          Change.CreateClient _,
          Change.AlterClient _,
          Change.StoreSecret _,
          Change.CreateUser _,
          Change.AlterUser _,
          Change.RemoveUser _,
          Change.SetCompatibility _,
          Change.RegisterSchema _,
          Change.RemoveMirror _,
          Change.PromoteMirror _,
          Change.StepRemoval _,
          Change.Adopt _,
          Change.Forget _ ->
          false;
    };
  }
}
