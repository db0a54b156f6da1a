// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;

/// Rights that a test gives.
final class Bindings {

  private Bindings() {}

  /// Gives a principal rights, and returns when the broker goes by them: success of the call means
  /// that the controller does.
  static void allow(
      KafkaAccess kafka, String principal, ResourceType type, String name, AclOperation... allowed)
      throws Exception {
    var resource = new ResourcePattern(type, name, PatternType.LITERAL);
    try (Admin admin = Admin.create(new TreeMap<String, Object>(kafka.adminProperties()))) {
      for (AclOperation operation : allowed) {
        var binding =
            new AclBinding(
                resource,
                new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
        admin.createAcls(List.of(binding)).all().get(1, TimeUnit.MINUTES);
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .untilAsserted(() ->
                assertThat(admin.describeAcls(binding.toFilter()).values().get(1, TimeUnit.MINUTES))
                    .isNotEmpty());
      }
    }
  }
}
