// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// Protects topics against deletion, or takes the protection away. It lies in the inventory and not
/// in a manifest, so that whoever removes a manifest does not remove the protection with it.
final class Protection {

  private final ControlPlaneLog log;
  private final Clock clock;
  private final String environment;
  private final String revision;

  Protection(ControlPlaneLog log, Clock clock, String environment, String revision) {
    this.log = log;
    this.clock = clock;
    this.environment = environment;
    this.revision = revision;
  }

  /// @return the topics whose protection is another one now
  /// @throws RunRefusedException when a topic is not Weft's; nothing was written then
  List<ResourceKey.Topic> set(
      String run, String actor, Collection<String> names, boolean shouldProtect) {
    // Looked at before the log is begun as well: a mistake must not take the turn of a daemon.
    if (changes(log.inventory(), names, shouldProtect).isEmpty()) {
      return List.of();
    }
    try (ControlPlaneLog.Run writing = log.begin(run, actor, environment, revision)) {
      List<Inventory.Entry> changed = changes(log.inventory(), names, shouldProtect);
      String action = shouldProtect ? "protected" : "released";
      writing.record(
          List.of(),
          changed,
          List.of(),
          changed.stream()
              .map(entry ->
                  new ControlPlaneLog.AuditLine(action, entry.key().text(), "of " + entry.owner()))
              .toList());
      return changed.stream().map(entry -> (ResourceKey.Topic) entry.key()).toList();
    }
  }

  private List<Inventory.Entry> changes(
      Inventory inventory, Collection<String> names, boolean shouldProtect) {
    var unknown = new TreeSet<>(names);
    var changes = new ArrayList<Inventory.Entry>();
    for (Inventory.Entry entry : inventory.entries().values()) {
      if (entry.key() instanceof ResourceKey.Topic topic && names.contains(topic.name())) {
        unknown.remove(topic.name());
        if (entry.isProtected() != shouldProtect) {
          changes.add(entry.withProtection(shouldProtect, clock.instant()));
        }
      }
    }
    if (!unknown.isEmpty()) {
      throw new RunRefusedException(
          "Weft owns no topic %s in environment `%s`. Nothing was written; see the names with `weft drift --all`."
              .formatted(
                  String.join(", ", unknown.stream().map(name -> "`" + name + "`").toList()),
                  environment));
    }
    return changes;
  }
}
