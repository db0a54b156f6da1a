// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compile;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.name.ApplicationName;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Collects what the manifests want while they are compiled.
final class Resources {

  private final Map<ResourceKey, Desired> resources = new HashMap<>();
  private final Map<ResourceKey.AclSet, Bindings> bindings = new HashMap<>();
  private final Map<ApplicationName, SortedSet<String>> clusters = new HashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private static final class Bindings {
    private final Owner owner;
    private final SortedMap<Acl, SortedSet<Location>> acls = new TreeMap<>();
    private boolean adopt;

    Bindings(Owner owner) {
      this.owner = owner;
    }
  }

  void report(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  List<Diagnostic> diagnostics() {
    return diagnostics.stream().sorted().toList();
  }

  /// Adds a resource, unless another manifest wants the same one already.
  boolean add(Desired desired) {
    Desired first = resources.putIfAbsent(desired.key(), desired);
    if (first == null) {
      return true;
    }
    report(
        Diagnostic.error(
            location(desired),
            "resource/wanted-twice",
            "`%s` is wanted here for %s and, at %s, for %s."
                .formatted(desired.key().text(), desired.owner(), location(first), first.owner()),
            "give one of them another name"));
    return false;
  }

  void allow(ResourceKey.AclSet key, Owner owner, Acl acl, Location cause, boolean adopt) {
    Bindings set = bindings.computeIfAbsent(key, _ -> new Bindings(owner));
    set.acls.computeIfAbsent(acl, _ -> new TreeSet<>()).add(cause);
    set.adopt |= adopt;
  }

  void use(ApplicationName application, String cluster) {
    clusters.computeIfAbsent(application, _ -> new TreeSet<>()).add(cluster);
  }

  Set<String> clustersOf(ApplicationName application) {
    return clusters.getOrDefault(application, new TreeSet<>());
  }

  SortedMap<ResourceKey, Desired> sorted() {
    bindings.forEach(
        (key, set) -> resources.put(key, new Desired.Acls(key, set.owner, set.acls, set.adopt)));
    return new TreeMap<>(resources);
  }

  private static Location location(Desired desired) {
    return switch (desired) {
      case Desired.Topic topic -> topic.locations().getOrDefault("name", Location.ofFile("?"));
      case Desired.Acls acls -> acls.acls().values().iterator().next().first();
      case Desired.Quota quota -> quota.location();
      case Desired.Client client -> client.location();
      case Desired.ScramUser user -> user.location();
      case Desired.Mirror mirror -> mirror.location();
      case Desired.Schema schema -> schema.location();
    };
  }
}
