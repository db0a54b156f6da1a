// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;

/// Whether an existing resource that a manifest wants is ours.
final class Ownership {

  private Ownership() {}

  /// The answer.
  sealed interface Claim {
    /// It is.
    record Ours() implements Claim {}

    /// It will be, once the inventory says so.
    record Take(String reason) implements Claim {}

    /// It belongs to somebody whose manifest is broken.
    record Held(String reason) implements Claim {}

    /// It is somebody else's.
    record Foreign(String message, String hint) implements Claim {}
  }

  /// @param noun what the resource is called in sentences, such as "Topic `x`"
  static Claim of(Context context, ResourceKey key, Owner owner, boolean adopt, String noun) {
    Inventory.Entry entry = context.entry(key);
    if (entry != null && entry.owner().equals(owner)) {
      return new Claim.Ours();
    }
    if (entry != null && context.quarantine().holds(entry.owner())) {
      return new Claim.Held(
          "%s belongs to %s, whose manifest is broken; left as it is until it is repaired."
              .formatted(noun, entry.owner()));
    }
    if (entry != null) {
      return new Claim.Take(
          "%s moves from %s to %s in the inventory.".formatted(noun, entry.owner(), owner));
    }
    if (context.isPending(key)) {
      return new Claim.Take(noun + " was made by a run that was interrupted.");
    }
    if (adopt) {
      return new Claim.Take(noun + " exists, and its manifest adopts it.");
    }
    return new Claim.Foreign(
        noun + " exists already and was not made by Weft.",
        "set `adopt: true` in the manifest to take it over, or choose another name");
  }
}
