// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What a plan has to be about, so that it is the same as one about everything: a resource of which
/// the last plan had nothing to say, and of which nothing was read or wanted otherwise since, has
/// nothing to be said of now. Where that may still hang on others, it is taken in: all that the
/// same owners have, schemas that refer to one of these, and whatever a link fills.
final class Scope {

  private final DesiredState desired;
  private final Inventory inventory;
  private final Set<ResourceKey> keys = new HashSet<>();
  private final Set<Owner> owners = new HashSet<>();

  Scope(DesiredState desired, Inventory inventory) {
    this.desired = desired;
    this.inventory = inventory;
  }

  /// Takes resources in.
  Scope with(Collection<ResourceKey> more) {
    Set<Owner> others = new HashSet<>();
    Set<String> targets = new HashSet<>();
    for (ResourceKey key : more) {
      if (keys.add(key)) {
        note(key, others, targets);
      }
    }
    others.removeAll(owners);
    owners.addAll(others);
    if (!others.isEmpty() || !targets.isEmpty()) {
      keys.addAll(belongings(others, targets));
    }
    while (keys.stream().anyMatch(ResourceKey.Artifact.class::isInstance) && addReferrers()) {
      // Those that refer to the new ones may be others again.
    }
    return this;
  }

  private void note(ResourceKey key, Set<Owner> others, Set<String> targets) {
    Desired wanted = desired.resources().get(key);
    Inventory.Entry entry = inventory.entries().get(key);
    if (wanted != null) {
      others.add(wanted.owner());
    }
    if (entry != null) {
      others.add(entry.owner());
    }
    if (key instanceof ResourceKey.Mirror mirror) {
      // A link is read as a whole.
      targets.add(mirror.cluster());
    }
  }

  private Set<ResourceKey> belongings(Set<Owner> others, Set<String> targets) {
    Set<ResourceKey> found = new HashSet<>();
    desired
        .resources()
        .forEach((key, wanted) -> {
          boolean isFilled =
              key instanceof ResourceKey.Mirror mirror && targets.contains(mirror.cluster());
          if (isFilled || others.contains(wanted.owner())) {
            found.add(key);
          }
        });
    inventory
        .entries()
        .forEach((key, entry) -> {
          if (others.contains(entry.owner())) {
            found.add(key);
          }
        });
    return found;
  }

  private boolean addReferrers() {
    Set<ResourceKey> referrers = new HashSet<>();
    for (Desired each : desired.resources().values()) {
      if (each instanceof Desired.Schema schema
          && !keys.contains(schema.key())
          && schema.references().stream()
              .anyMatch(reference -> keys.contains(reference.artifact()))) {
        referrers.add(schema.key());
      }
    }
    return keys.addAll(referrers);
  }

  /// All that owners have, if they were taken in with all of it.
  Optional<Set<ResourceKey>> of(Set<Owner> some) {
    if (!owners.containsAll(some)) {
      return Optional.empty();
    }
    Set<ResourceKey> found = new HashSet<>();
    for (ResourceKey key : keys) {
      Desired wanted = desired.resources().get(key);
      Inventory.Entry entry = inventory.entries().get(key);
      if ((wanted != null && some.contains(wanted.owner()))
          || (entry != null && some.contains(entry.owner()))) {
        found.add(key);
      }
    }
    return Optional.of(found);
  }

  /// The resources.
  Set<ResourceKey> keys() {
    return keys;
  }
}
