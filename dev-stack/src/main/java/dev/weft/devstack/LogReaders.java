// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// Lets services of the platform read the control-plane log, and nothing else. Their rights are the
/// platform's own affair, so no manifest speaks of them.
final class LogReaders {

  private static final String LOG = "weft.";
  private static final int SECONDS = 20;

  private final KafkaAccess kafka;

  LogReaders(KafkaAccess kafka) {
    this.kafka = kafka;
  }

  /// Adds what is missing of a client's rights.
  ///
  /// @param clientId its groups begin with it
  void allow(String clientId) throws Exception {
    var properties = new Properties();
    properties.putAll(kafka.adminProperties());
    try (Admin admin = Admin.create(properties)) {
      admin
          .createAcls(
              List.of(
                  binding(clientId, ResourceType.TOPIC, LOG, AclOperation.READ),
                  binding(clientId, ResourceType.TOPIC, LOG, AclOperation.DESCRIBE),
                  binding(clientId, ResourceType.GROUP, clientId, AclOperation.READ)))
          .all()
          .get(SECONDS, TimeUnit.SECONDS);
    }
  }

  private static AclBinding binding(
      String clientId, ResourceType type, String prefix, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, prefix, PatternType.PREFIXED),
        new AccessControlEntry("User:" + clientId, "*", operation, AclPermissionType.ALLOW));
  }
}
