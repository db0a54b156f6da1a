// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/// Reads bindings back.
final class AclSights {

  /// Brokers look at all bindings for each filter, so one listing of all costs less than a few
  /// filtered ones.
  private static final int FEW = 14;

  private AclSights() {}

  /// Bindings of these patterns; other patterns may be in the answer, too.
  static Map<AclSet, Set<Acl>> read(Connection connection, Set<AclSet> patterns) {
    Admin admin = connection.reads();
    List<KafkaFuture<Collection<AclBinding>>> calls = new ArrayList<>();
    if (patterns.size() > FEW) {
      calls.add(admin.describeAcls(AclBindingFilter.ANY).values());
    } else {
      for (AclSet pattern : patterns) {
        calls.add(admin.describeAcls(filter(pattern)).values());
      }
    }
    List<AclBinding> bindings = new ArrayList<>();
    for (KafkaFuture<Collection<AclBinding>> call : calls) {
      Answer<Collection<AclBinding>> answer = Answer.of(call);
      Throwable error = answer.error();
      if (error != null) {
        throw Words.unreadable(connection, "DescribeAcls", error);
      }
      Collection<AclBinding> some = answer.value();
      if (some != null) {
        bindings.addAll(some);
      }
    }
    return new AclGrouping(connection.cluster()).group(bindings);
  }

  private static AclBindingFilter filter(AclSet pattern) {
    return new AclBindingFilter(
        new ResourcePatternFilter(
            ResourceType.valueOf(pattern.type().name()),
            pattern.name(),
            PatternType.valueOf(pattern.pattern().name())),
        AccessControlEntryFilter.ANY);
  }
}
