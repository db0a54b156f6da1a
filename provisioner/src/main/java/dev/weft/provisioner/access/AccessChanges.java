// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.access;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.plan.World;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Acl.Operation;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Who can do more, and who less, once a plan is applied: not which bindings come and go, but what
/// they amount to beside all others.
///
/// @param gained sorted
/// @param lost sorted
public record AccessChanges(List<Access> gained, List<Access> lost) {

  public AccessChanges {
    gained = List.copyOf(gained);
    lost = List.copyOf(lost);
  }

  /// One right.
  ///
  /// @param principal who
  /// @param operation READ or WRITE
  /// @param topic on what
  /// @param cluster where
  public record Access(String principal, Operation operation, String topic, String cluster) {
    @Override
    public String toString() {
      return principal + " " + operation + " " + topic + " on " + cluster;
    }
  }

  /// What a plan would change, without what is blocked in it.
  public static AccessChanges whatChanges(Plan plan, DesiredState desired, World world) {
    Map<AclSet, Set<Acl>> after = new TreeMap<>();
    for (PlannedChange planned : plan.changes()) {
      if (planned.verdict() instanceof Verdict.Blocked) {
        continue;
      }
      if (planned.change() instanceof Change.AddAcls(AclSet key, Collection<Acl> acls)) {
        bindings(after, key, world).addAll(acls);
      } else if (planned.change() instanceof Change.RemoveAcls(AclSet key, Collection<Acl> acls)) {
        bindings(after, key, world).removeAll(acls);
      }
    }
    var directory = new Directory(desired);
    Map<String, EffectiveAccess> access = new HashMap<>();
    var gained = new ArrayList<Access>();
    var lost = new ArrayList<Access>();
    for (AclSet key : after.keySet()) {
      ClusterSnapshot cluster = world.clusters().get(key.cluster());
      boolean isOneTopic =
          key.type() == AclSet.Type.TOPIC && key.pattern() == AclSet.Pattern.LITERAL;
      if (cluster != null && isOneTopic) {
        EffectiveAccess of =
            access.computeIfAbsent(key.cluster(), _ -> new EffectiveAccess(cluster, directory));
        for (Operation operation : List.of(Operation.READ, Operation.WRITE)) {
          compare(of, key, operation, after, gained, lost);
        }
      }
    }
    return new AccessChanges(gained, lost);
  }

  private static Set<Acl> bindings(Map<AclSet, Set<Acl>> after, AclSet key, World world) {
    ClusterSnapshot cluster = world.clusters().get(key.cluster());
    Set<Acl> before = cluster == null ? Set.of() : cluster.acls().getOrDefault(key, Set.of());
    return after.computeIfAbsent(key, _ -> new HashSet<>(before));
  }

  private static void compare(
      EffectiveAccess of,
      AclSet key,
      Operation operation,
      Map<AclSet, Set<Acl>> after,
      List<Access> gained,
      List<Access> lost) {
    Set<String> before = of.principals(operation, key.name(), Map.of());
    Set<String> then = of.principals(operation, key.name(), after);
    for (String principal : then) {
      if (!before.contains(principal)) {
        gained.add(new Access(principal, operation, key.name(), key.cluster()));
      }
    }
    for (String principal : before) {
      if (!then.contains(principal)) {
        lost.add(new Access(principal, operation, key.name(), key.cluster()));
      }
    }
  }
}
