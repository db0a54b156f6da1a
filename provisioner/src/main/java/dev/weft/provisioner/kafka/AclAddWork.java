// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;

/// Adds bindings; adding one that exists does nothing.
final class AclAddWork implements Work {

  private final Connection connection;
  private final Limits limits;

  AclAddWork(Connection connection, Limits limits) {
    this.connection = connection;
    this.limits = limits;
  }

  @Override
  public String name(PlannedChange planned) {
    return "add %s on %s".formatted(add(planned).acls(), add(planned).resource().text());
  }

  @Override
  public int most() {
    return limits.acls();
  }

  @Override
  public int weight(PlannedChange planned) {
    // Scaled, so that a call of as many bindings as the limit allows weighs as much as is allowed.
    return Math.max(1, add(planned).acls().size() * limits.records() / limits.acls());
  }

  @Override
  public boolean isLookedAtEarly() {
    return false;
  }

  @Override
  public Sent send(List<PlannedChange> chunk) {
    List<AclBinding> bindings = new ArrayList<>();
    for (PlannedChange planned : chunk) {
      bindings.addAll(bindings(planned));
    }
    Map<AclBinding, KafkaFuture<Void>> results = connection.writes().createAcls(bindings).values();
    return planned -> {
      Verdict verdict = new Verdict.Accepted();
      for (AclBinding binding : bindings(planned)) {
        Throwable error = Futures.error(results, binding);
        if (error != null && verdict instanceof Verdict.Accepted) {
          verdict = new Verdict.Error(error);
        }
      }
      return verdict;
    };
  }

  @Override
  public Map<PlannedChange, Sight> look(List<PlannedChange> changes, boolean isDoubted) {
    Set<AclSet> patterns =
        changes.stream().map(planned -> add(planned).resource()).collect(Collectors.toSet());
    Map<AclSet, Set<Acl>> seen = AclSights.read(connection, patterns);
    Map<PlannedChange, Sight> sights = new HashMap<>();
    for (PlannedChange planned : changes) {
      Set<Acl> there = seen.getOrDefault(add(planned).resource(), Set.of());
      sights.put(
          planned, there.containsAll(add(planned).acls()) ? new Sight.There() : new Sight.Absent());
    }
    return sights;
  }

  private static List<AclBinding> bindings(PlannedChange planned) {
    Change.AddAcls add = add(planned);
    return add.acls().stream().map(acl -> AclGrouping.binding(add.resource(), acl)).toList();
  }

  private static Change.AddAcls add(PlannedChange planned) {
    return (Change.AddAcls) planned.change();
  }
}
