// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.registry.RegistryApi.Role;
import dev.weft.provisioner.registry.RegistryApi.Version;
import dev.weft.provisioner.registry.RegistryException.Kind;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.RegistrySnapshot.Reference;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Asks the registry about changes without making them.
final class DryRun {

  private final RegistryApi api;
  private final Lanes lanes;
  private final List<PlannedChange> changes;
  private final Set<ResourceKey.Artifact> changing = new HashSet<>();
  private final Set<ResourceKey.Artifact> newRules = new HashSet<>();

  DryRun(RegistryApi api, Lanes lanes, List<PlannedChange> changes) {
    this.api = api;
    this.lanes = lanes;
    this.changes = changes.stream().filter(DryRun::isOurs).toList();
    for (PlannedChange planned : this.changes) {
      if (planned.change() instanceof Change.RegisterSchema register) {
        changing.add(register.resource());
      } else if (planned.change() instanceof Change.SetCompatibility rule) {
        newRules.add(rule.resource());
      }
    }
  }

  private static boolean isOurs(PlannedChange planned) {
    return planned.change() instanceof Change.RegisterSchema
        || planned.change() instanceof Change.SetCompatibility;
  }

  /// The registry's refusals by change id.
  Map<String, String> refusals() {
    if (changes.isEmpty()) {
      return Map.of();
    }
    Optional<String> noRight = noRightToWrite();
    if (noRight.isPresent()) {
      return changes.stream()
          .collect(Collectors.toUnmodifiableMap(PlannedChange::id, _ -> noRight.get()));
    }
    return byId(lanes.map(changes, this::refusal));
  }

  /// What cannot be asked about, with the reason, by change id.
  Map<String, String> unverified() {
    return byId(
        lanes.map(
            changes,
            planned ->
                planned.change() instanceof Change.RegisterSchema register
                    ? obstacle(register)
                    : Optional.empty()));
  }

  private Map<String, String> byId(List<Optional<String>> texts) {
    var byId = new LinkedHashMap<String, String>();
    for (int i = 0; i < changes.size(); i++) {
      String id = changes.get(i).id();
      texts.get(i).ifPresent(text -> byId.put(id, text));
    }
    return Map.copyOf(byId);
  }

  private Optional<String> noRightToWrite() {
    try {
      Role role = api.role();
      return role.isAdmin() || role.isDeveloper()
          ? Optional.empty()
          : Optional.of(
              "The registry lets `"
                  + role.user()
                  + "` read, and not write. Give it the registry's role `sr-developer`.");
    } catch (RegistryException e) {
      if (e.isForbidden()) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private Optional<String> refusal(PlannedChange planned) {
    if (!(planned.change() instanceof Change.RegisterSchema register)) {
      return Optional.empty();
    }
    Desired.Schema schema = register.schema();
    Optional<String> syntax = Syntax.problem(schema);
    if (syntax.isPresent()) {
      return Optional.of(
          schema.location().file() + " is no " + schema.format() + " schema: " + syntax.get());
    }
    if (obstacle(register).isPresent()) {
      return Optional.empty();
    }
    try {
      api.tryVersion(schema.key(), schema.format(), schema.content(), pinned(schema));
      return Optional.empty();
    } catch (RegistryException e) {
      if (e.kind() == Kind.REFUSED || e.isForbidden()) {
        return Optional.of(Refusals.sentence(schema, e));
      }
      throw e;
    }
  }

  private Optional<String> obstacle(Change.RegisterSchema register) {
    if (newRules.contains(register.resource())) {
      return Optional.of("its compatibility rule changes in the same run");
    }
    for (Desired.Schema.Reference reference : register.schema().references()) {
      if (changing.contains(reference.artifact())) {
        return Optional.of("it refers to `" + reference.name() + "`, registered in the same run");
      }
    }
    // A dry run in a group that does not exist makes the group.
    if (api.newest(register.resource()).isEmpty()) {
      return Optional.of("it is the first version, and there is no rule to ask yet");
    }
    return Optional.empty();
  }

  private List<Reference> pinned(Desired.Schema schema) {
    var pinned = new ArrayList<Reference>();
    for (Desired.Schema.Reference reference : schema.references()) {
      // One that is missing makes the registry refuse, in its own words.
      String version = api.newest(reference.artifact()).map(Version::version).orElse("1");
      pinned.add(new Reference(reference.name(), reference.artifact(), version));
    }
    return pinned;
  }
}
