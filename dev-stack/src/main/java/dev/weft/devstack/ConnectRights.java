// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// Gives a Kafka Connect worker what it needs to be one: its group, its own topics and those of
/// MirrorMaker. What is mirrored, and for whom, is the business of whoever makes the links.
final class ConnectRights {

  private static final List<AclOperation> OWN =
      List.of(
          AclOperation.CREATE,
          AclOperation.READ,
          AclOperation.WRITE,
          AclOperation.DESCRIBE_CONFIGS);

  private static final int SECONDS = 20;

  private final ConnectAccess access;
  private final KafkaAccess kafka;
  private final List<String> sources;

  /// @param kafka the cluster that the worker writes to
  /// @param sources the clusters that it may mirror from
  ConnectRights(ConnectAccess access, KafkaAccess kafka, List<String> sources) {
    this.access = access;
    this.kafka = kafka;
    this.sources = List.copyOf(sources);
  }

  void ensure() {
    var bindings = new ArrayList<AclBinding>();
    for (AclOperation operation : OWN) {
      bindings.add(
          binding(ResourceType.TOPIC, access.group() + "-", PatternType.PREFIXED, operation));
      for (String source : sources) {
        for (String topic :
            List.of("mm2-offset-syncs." + source + ".internal", source + ".checkpoints.internal")) {
          bindings.add(binding(ResourceType.TOPIC, topic, PatternType.LITERAL, operation));
        }
      }
    }
    bindings.add(
        binding(ResourceType.GROUP, access.group(), PatternType.LITERAL, AclOperation.READ));
    var properties = new Properties();
    properties.putAll(kafka.adminProperties());
    try (Admin admin = Admin.create(properties)) {
      admin.createAcls(bindings).all().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new DevStackException(
          "The worker's rights on cluster `%s` could not be given.".formatted(kafka.name()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevStackException("Interrupted.", e);
    }
  }

  private AclBinding binding(
      ResourceType type, String name, PatternType pattern, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry(access.principal(), "*", operation, AclPermissionType.ALLOW));
  }
}
