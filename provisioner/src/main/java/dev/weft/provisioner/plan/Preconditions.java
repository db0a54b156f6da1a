// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Whether the ground that a saved plan was made on still stands.
public final class Preconditions {

  private Preconditions() {}

  /// What a comparison found.
  ///
  /// @param moved why a change of the fresh plan is not the saved one, by id
  /// @param obsolete changes of the saved plan that the fresh one does not need any more, by id
  ///   with their reason
  public record Recheck(Map<String, String> moved, Map<String, String> obsolete) {

    /// Whether the fresh plan is the saved one.
    public boolean isUnmoved() {
      return moved.isEmpty() && obsolete.isEmpty();
    }
  }

  /// Compares a saved plan with one made now.
  ///
  /// @throws IllegalArgumentException when the saved plan is of another environment or other
  ///   clusters, so that nothing of it may be applied
  public static Recheck recheck(SavedPlan saved, Plan fresh) {
    if (!saved.environment().equals(fresh.environment())) {
      throw new IllegalArgumentException(
          "The plan was saved for environment `%s`, not for `%s`."
              .formatted(saved.environment(), fresh.environment()));
    }
    requireSameClusters(saved, fresh);
    Map<String, SavedPlan.Item> items = new HashMap<>();
    saved.items().forEach(item -> items.put(item.id(), item));
    var moved = new LinkedHashMap<String, String>();
    for (PlannedChange planned : fresh.changes()) {
      SavedPlan.Item item = items.remove(planned.id());
      SavedPlan.Item now = SavedPlan.Item.of(planned);
      if (item == null) {
        moved.put(planned.id(), "The world has moved: the saved plan did not have this change.");
      } else if (!item.fingerprint().equals(now.fingerprint())) {
        moved.put(
            planned.id(),
            "The world has moved: the resource is not as it was when the plan was saved.");
      } else if (!item.content().equals(now.content())) {
        moved.put(
            planned.id(),
            "The world has moved: the manifests ask for something else than the saved plan.");
      }
    }
    var obsolete = new LinkedHashMap<String, String>();
    for (SavedPlan.Item item : saved.items()) {
      if (items.containsKey(item.id())) {
        obsolete.put(item.id(), item.reason());
      }
    }
    return new Recheck(moved, obsolete);
  }

  private static void requireSameClusters(SavedPlan saved, Plan fresh) {
    saved
        .clusterIds()
        .forEach((cluster, id) -> {
          String now = fresh.clusterIds().get(cluster);
          if (now != null && !now.equals(id)) {
            throw new IllegalArgumentException(
                ("The plan was saved for another cluster: `%s` was %s and is %s now.")
                    .formatted(cluster, id, now));
          }
        });
  }
}
