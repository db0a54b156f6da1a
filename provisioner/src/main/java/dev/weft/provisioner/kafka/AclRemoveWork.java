// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.DeleteAclsResult.FilterResult;
import org.apache.kafka.clients.admin.DeleteAclsResult.FilterResults;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.jspecify.annotations.Nullable;

/// Removes bindings by exact filters, a few per call: the controller compares each filter with
/// every binding there is, and elects nobody meanwhile.
final class AclRemoveWork implements Work {

  private static final long LONG_CALL = Duration.ofSeconds(1).toNanos();
  private static final long SHORT_CALL = Duration.ofMillis(400).toNanos();
  private static final int FIRST_FILTERS = 20;

  private final Connection connection;
  private final Limits limits;
  private final LongSupplier nanos;
  private int filters;

  AclRemoveWork(Connection connection, Limits limits, LongSupplier nanos) {
    this.connection = connection;
    this.limits = limits;
    this.nanos = nanos;
    this.filters = Math.min(FIRST_FILTERS, limits.filters());
  }

  @Override
  public String name(PlannedChange planned) {
    return "remove %s from %s".formatted(remove(planned).acls(), remove(planned).resource().text());
  }

  @Override
  public int most() {
    return limits.filters();
  }

  @Override
  public int weight(PlannedChange planned) {
    return remove(planned).acls().size() * limits.records() / limits.filters();
  }

  @Override
  public boolean isLookedAtEarly() {
    return false;
  }

  @Override
  public Sent send(List<PlannedChange> chunk) {
    List<AclBindingFilter> all = new ArrayList<>();
    for (PlannedChange planned : chunk) {
      bindings(planned).forEach(binding -> all.add(binding.toFilter()));
    }
    Map<AclBindingFilter, Answer<FilterResults>> answers = HashMap.newHashMap(all.size());
    for (int from = 0; from < all.size(); ) {
      int to = Math.min(all.size(), from + filters);
      answers.putAll(call(all.subList(from, to)));
      from = to;
    }
    return planned -> verdict(planned, answers);
  }

  /// One call, after whose time the size of the next is chosen.
  private Map<AclBindingFilter, Answer<FilterResults>> call(List<AclBindingFilter> some) {
    long before = nanos.getAsLong();
    Map<AclBindingFilter, KafkaFuture<FilterResults>> results =
        connection.writes().deleteAcls(some).values();
    Map<AclBindingFilter, Answer<FilterResults>> answers = HashMap.newHashMap(some.size());
    results.forEach((filter, future) -> answers.put(filter, Answer.of(future)));
    long took = nanos.getAsLong() - before;
    if (took > LONG_CALL) {
      filters = Math.max(1, filters / 2);
    } else if (took < SHORT_CALL) {
      filters = Math.min(limits.filters(), filters + filters / 2 + 1);
    }
    return answers;
  }

  private static Verdict verdict(
      PlannedChange planned, Map<AclBindingFilter, Answer<FilterResults>> answers) {
    int removed = 0;
    for (AclBinding binding : bindings(planned)) {
      Answer<FilterResults> answer =
          answers.getOrDefault(
              binding.toFilter(), new Answer<>(null, new IllegalStateException("no answer")));
      if (answer.error() != null) {
        return new Verdict.Error(answer.error());
      }
      FilterResults results = answer.value();
      for (FilterResult result :
          results == null ? Collections.<FilterResult>emptyList() : results.values()) {
        if (result.exception() != null) {
          return new Verdict.Error(result.exception());
        }
        if (!binding.equals(result.binding())) {
          return new Verdict.Refused(
              "The brokers removed %s, which was not planned. Add it again if it is missed."
                  .formatted(result.binding()));
        }
        removed++;
      }
    }
    return removed == 0 ? new Verdict.Nothing() : new Verdict.Accepted();
  }

  @Override
  public Map<PlannedChange, Sight> look(List<PlannedChange> changes, boolean isDoubted) {
    Set<AclSet> patterns =
        changes.stream().map(planned -> remove(planned).resource()).collect(Collectors.toSet());
    Map<AclSet, Set<Acl>> seen = AclSights.read(connection, patterns);
    Map<PlannedChange, Sight> sights = new HashMap<>();
    for (PlannedChange planned : changes) {
      Set<Acl> there = seen.getOrDefault(remove(planned).resource(), Set.of());
      boolean isGone = Collections.disjoint(there, remove(planned).acls());
      sights.put(planned, isGone ? new Sight.There() : new Sight.Absent());
    }
    return sights;
  }

  private static List<AclBinding> bindings(PlannedChange planned) {
    Change.RemoveAcls remove = remove(planned);
    return remove.acls().stream().map(acl -> AclGrouping.binding(remove.resource(), acl)).toList();
  }

  private static Change.RemoveAcls remove(PlannedChange planned) {
    return (Change.RemoveAcls) planned.change();
  }

  @Override
  public @Nullable Verdict meaning(PlannedChange planned, Throwable error, boolean isDoubted) {
    return null;
  }
}
