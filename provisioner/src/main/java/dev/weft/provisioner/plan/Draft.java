// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects changes, held resources and notes while a plan is made.
final class Draft {

  private final Context context;
  private final List<PlannedChange> changes = new ArrayList<>();
  private final List<Plan.Remark> held = new ArrayList<>();
  private final List<Plan.Remark> notes = new ArrayList<>();
  private final Map<ResourceKey, String> gates = new HashMap<>();
  private final Map<ResourceKey, String> lacking = new HashMap<>();
  private final Map<ResourceKey, List<String>> users = new HashMap<>();

  Draft(Context context) {
    this.context = context;
  }

  /// Adds the change and tells its id.
  String add(Proposal proposal) {
    PlannedChange planned = proposal.planned(Fingerprints.of(proposal.change.resource(), context));
    changes.add(planned);
    return planned.id();
  }

  /// Adds a change that has to succeed before others may build on its resource.
  void addGate(Proposal proposal) {
    gates.put(proposal.change.resource(), add(proposal));
  }

  /// Names the change that has to succeed before others may build on a resource, where it is a
  /// change of another one.
  void gateBy(ResourceKey key, String id) {
    gates.put(key, id);
  }

  /// The change that has to succeed before one may build on the resource, or null.
  @Nullable String gate(ResourceKey key) {
    return gates.get(key);
  }

  /// Names a change that ends a use of a resource: rights on it are taken away after that.
  void endUseBy(ResourceKey key, String id) {
    users.computeIfAbsent(key, _ -> new ArrayList<>()).add(id);
  }

  /// The changes that end uses of a resource.
  List<String> endsOfUse(ResourceKey key) {
    return users.getOrDefault(key, List.of());
  }

  /// Says that the resource is not there, or may not be, and that nothing will bring it.
  void lack(ResourceKey key, String why) {
    lacking.put(key, why);
  }

  /// Why the resource will not be there, or null.
  @Nullable String lacks(ResourceKey key) {
    return lacking.get(key);
  }

  void hold(ResourceKey key, Owner owner, String why) {
    held.add(new Plan.Remark(key, owner, why));
  }

  void note(ResourceKey key, Owner owner, String fact) {
    notes.add(new Plan.Remark(key, owner, fact));
  }

  /// Holds a resource whose server could not be read.
  boolean holdsUnseen(ResourceKey key, Owner owner) {
    String blindness = context.blindness(key);
    if (blindness == null) {
      return false;
    }
    hold(key, owner, "Left alone: " + blindness + ".");
    lack(key, blindness);
    return true;
  }

  /// Holds a resource that is not there as far as one can see, and that may yet be.
  boolean holdsFresh(ResourceKey key, Owner owner) {
    if (!context.isFresh(key)) {
      return false;
    }
    hold(
        key,
        owner,
        "Not to be seen, and written less than a minute ago; a later look tells whether it is gone.");
    return true;
  }

  List<PlannedChange> changes() {
    return changes;
  }

  List<Plan.Remark> held() {
    return held;
  }

  List<Plan.Remark> notes() {
    return notes;
  }
}
