// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.StatusDocument;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.provisioner.log.DocumentChanges;
import dev.weft.provisioner.log.Documents;
import dev.weft.provisioner.publish.GrantRights.Binding;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Looks again at grants whose bindings were written and not yet seen since.
public final class ReadBack {

  private final List<Waiting> waiting = new ArrayList<>();

  private record Waiting(String key, String cluster, String principal, List<Binding> bindings) {}

  /// The grants that wait.
  ///
  /// @param there the documents in the log
  public ReadBack(EnvironmentMesh mesh, DesiredState desired, Documents there) {
    Set<String> waits = new HashSet<>();
    for (StatusDocument document : there.status().values()) {
      if (document instanceof GrantStatus status && isWaiting(status)) {
        waits.add(status.id());
      }
    }
    List<Grant> grants =
        waits.isEmpty()
            ? List.of()
            : mesh.grants().stream()
                .filter(grant -> waits.contains(GrantRights.id(grant)))
                .toList();
    var rights = new GrantRights(desired, grants);
    for (Grant grant : grants) {
      Application consumer = mesh.applications().get(grant.consumer());
      if (grant.state() == Grant.State.ACTIVE && consumer != null) {
        rights
            .of(grant)
            .forEach((cluster, bindings) -> {
              String key = GrantStatus.key(GrantRights.id(grant), cluster);
              if (there.status().get(key) instanceof GrantStatus status && isWaiting(status)) {
                waiting.add(new Waiting(key, cluster, consumer.principal(), bindings));
              }
            });
      }
    }
  }

  private static boolean isWaiting(GrantStatus status) {
    return status.writtenAt() != null && status.readBackAt() == null && status.endedAt() == null;
  }

  /// Whose bindings to read, by cluster; empty when no grant waits.
  public SortedMap<String, SortedSet<String>> principals() {
    SortedMap<String, SortedSet<String>> principals = new TreeMap<>();
    for (Waiting each : waiting) {
      principals.computeIfAbsent(each.cluster(), _ -> new TreeSet<>()).add(each.principal());
    }
    return principals;
  }

  /// What to write after reading; a function of its arguments only.
  ///
  /// @param seen the bindings of these principals, by cluster; without clusters that could not be
  ///   read
  /// @param at when reading began
  /// @param there the documents in the log
  public DocumentChanges changes(
      Map<String, Map<AclSet, Set<Acl>>> seen, Instant at, Documents there) {
    List<StatusDocument> news = new ArrayList<>();
    for (Waiting each : waiting) {
      Map<AclSet, Set<Acl>> bindings = seen.get(each.cluster());
      if (bindings != null
          && there.status().get(each.key()) instanceof GrantStatus status
          && isWaiting(status)
          && each.bindings().stream()
              .allMatch(one -> bindings.getOrDefault(one.set(), Set.of()).contains(one.acl()))) {
        GrantStatus next = GrantFacts.next(status, new GrantFacts.Sight(true, at, true, at, ""));
        if (!next.equals(status)) {
          news.add(next);
        }
      }
    }
    return DocumentChanges.ofStatus(news);
  }
}
