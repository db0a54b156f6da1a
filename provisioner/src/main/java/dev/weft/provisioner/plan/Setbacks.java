// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.model.mesh.DriftRules.Answer;
import dev.weft.provisioner.resource.Healing;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Instant;

/// Decides about what somebody changed on the servers, by the mesh's rules.
final class Setbacks {

  private final Context context;
  private final Draft draft;

  Setbacks(Context context, Draft draft) {
    this.context = context;
    this.draft = draft;
  }

  /// Whether it is undone now. If not, it is told why.
  ///
  /// @param what a sentence without its end, such as "Somebody changed retention.ms"
  boolean isDue(ResourceKey key, Owner owner, Answer answer, Inventory.Entry entry, String what) {
    return switch (answer) {
      case HEAL -> isDue(key, owner, entry, what);
      case ACCEPT -> {
        draft.note(key, owner, what + " outside Weft; this mesh accepts that.");
        yield false;
      }
      case REPORT -> {
        draft.hold(
            key,
            owner,
            "%s outside Weft %s; this mesh only reports that.".formatted(what, moment(entry)));
        yield false;
      }
    };
  }

  private boolean isDue(ResourceKey key, Owner owner, Inventory.Entry entry, String what) {
    Healing healing = entry.healing();
    if (healing == null || healing.isDue(context.world().now())) {
      return true;
    }
    draft.hold(
        key,
        owner,
        "%s again and again: Weft has set it back %d times in a row and does so next after %s. Find out who else writes here."
            .formatted(what, healing.times(), healing.nextAt()));
    return false;
  }

  /// When it happened, as far as one can know.
  String moment(Inventory.Entry entry) {
    Instant compared = context.comparedAt();
    Instant first =
        compared != null && compared.isAfter(entry.updatedAt()) ? compared : entry.updatedAt();
    return "between %s and %s".formatted(first, context.world().now());
  }
}
