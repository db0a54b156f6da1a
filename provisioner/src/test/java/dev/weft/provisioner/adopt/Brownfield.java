// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.schema.Canonical;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.model.testing.MemoryTree;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import dev.weft.provisioner.resource.ResourceKey.Artifact;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A cluster and a registry that somebody else has filled.
final class Brownfield {

  static final String AVRO =
      "{\"type\":\"record\",\"name\":\"t.R\",\"fields\":[{\"name\":\"x\",\"type\":\"string\"}]}";

  private final Map<String, ClusterSnapshot.Topic> topics = new HashMap<>();
  private final Map<AclSet, Set<Acl>> acls = new HashMap<>();
  private final Map<String, Map<String, Double>> quotas = new HashMap<>();
  private final Map<Artifact, RegistrySnapshot.Artifact> artifacts = new HashMap<>();

  Brownfield topic(String name, Map<String, String> overrides) {
    topics.put(name, new ClusterSnapshot.Topic("id-" + name, 6, 1, false, overrides));
    return this;
  }

  Brownfield acl(AclSet.Type type, AclSet.Pattern pattern, String name, Acl acl) {
    acls.computeIfAbsent(new AclSet("onprem", type, pattern, name), _ -> new HashSet<>()).add(acl);
    return this;
  }

  Brownfield allow(String topic, String principal, Acl.Operation... operations) {
    for (Acl.Operation operation : operations) {
      acl(AclSet.Type.TOPIC, AclSet.Pattern.LITERAL, topic, Acl.allow(principal, operation));
    }
    return this;
  }

  /// Everything that a producer of manifests has.
  Brownfield producer(String topic, String principal, String prefix) {
    for (Acl.Operation operation : List.of(Acl.Operation.WRITE, Acl.Operation.DESCRIBE)) {
      Acl acl = Acl.allow(principal, operation);
      acl(AclSet.Type.TRANSACTIONAL_ID, AclSet.Pattern.PREFIXED, prefix, acl);
    }
    return allow(topic, principal, Acl.Operation.WRITE, Acl.Operation.DESCRIBE);
  }

  /// Everything that a consumer with a grant has.
  Brownfield consumer(String topic, String principal, String prefix) {
    Acl read = Acl.allow(principal, Acl.Operation.READ);
    acl(AclSet.Type.GROUP, AclSet.Pattern.PREFIXED, prefix, read);
    return allow(topic, principal, Acl.Operation.READ, Acl.Operation.DESCRIBE);
  }

  Brownfield quota(String user, Map<String, Double> values) {
    quotas.put(user, values);
    return this;
  }

  Brownfield schema(
      String group,
      String artifact,
      SchemaFormat format,
      String content,
      @Nullable Compatibility rule,
      RegistrySnapshot.Reference... references) {
    artifacts.put(
        new Artifact(group, artifact),
        new RegistrySnapshot.Artifact(
            format,
            "1",
            1,
            content,
            Canonical.of(format, content),
            List.of(references),
            rule,
            false));
    return this;
  }

  ClusterSnapshot cluster() {
    return new ClusterSnapshot("onprem", "cluster-id", 1, Instant.EPOCH, topics, acls, quotas);
  }

  RegistrySnapshot registry() {
    return new RegistrySnapshot(artifacts);
  }

  static ImportRequest request(String topics, boolean isWithoutSchema) {
    return new ImportRequest(
        "dev", Pattern.compile(topics), "shop", isWithoutSchema, LocalDate.of(2026, 11, 21));
  }

  /// A repository without products: one environment of one cluster, and one team.
  static MemoryTree emptyMesh() {
    return new MemoryTree()
        .with(
            "mesh.yaml",
            """
            apiVersion: weft.dev/v1
            kind: Mesh
            metadata: {name: test}
            spec:
              clusters: {onprem: {}}
              environments: {dev: {clusters: {onprem: {}}}}
            """)
        .with(
            "teams.yaml",
            """
            apiVersion: weft.dev/v1
            kind: TeamList
            metadata: {name: teams}
            spec:
              teams:
                - name: other-team
            """);
  }
}
