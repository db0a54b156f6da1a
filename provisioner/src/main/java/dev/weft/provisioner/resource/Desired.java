// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.resource;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.schema.SchemaFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// One resource that the manifests want.
public sealed interface Desired {

  /// Its identity.
  ResourceKey key();

  /// Who wants it.
  Owner owner();

  /// A topic.
  ///
  /// @param config explicit topic configs, values normalised; every other key is somebody else's
  /// @param keyed whether its records have keys, so that more partitions would break their order
  /// @param adopt whether an existing topic may be taken over
  /// @param locations where `partitions`, `replication` and each config key were decided
  record Topic(
      ResourceKey.Topic key,
      Owner owner,
      int partitions,
      short replication,
      SortedMap<String, String> config,
      boolean keyed,
      boolean adopt,
      SortedMap<String, Location> locations)
      implements Desired {}

  /// The ACL bindings on one resource pattern.
  ///
  /// @param acls each binding with the places that ask for it, such as a producer or a grant
  /// @param adopt whether equal bindings that exist may be taken over
  record Acls(
      ResourceKey.AclSet key, Owner owner, SortedMap<Acl, SortedSet<Location>> acls, boolean adopt)
      implements Desired {}

  /// Client quotas of a user, by Kafka's keys.
  record Quota(
      ResourceKey.Quota key, Owner owner, SortedMap<String, Double> values, Location location)
      implements Desired {}

  /// The OAuth client of an application; how it is set up is the environment's business.
  record Client(ResourceKey.Client key, Owner owner, Location location) implements Desired {}

  /// The SCRAM user of an application on a cluster that it works with.
  record ScramUser(ResourceKey.ScramUser key, Owner owner, Location location) implements Desired {}

  /// The copy of a topic on another cluster than the one it is produced on. The topic that is
  /// filled is wanted beside it.
  ///
  /// @param link the link's name
  /// @param source the cluster that the topic is produced on
  /// @param principal as whom the link writes to the target; null when its rights are not known
  record Mirror(
      ResourceKey.Mirror key,
      Owner owner,
      String link,
      String source,
      @Nullable String principal,
      Location location)
      implements Desired {

    /// The topic that is copied.
    public ResourceKey.Topic from() {
      return new ResourceKey.Topic(source, key.topic());
    }
  }

  /// A schema of a port, or one that schemas refer to.
  ///
  /// @param content the text as written
  /// @param canonical a text equal for contents of equal meaning
  /// @param references direct references: the name the content uses and the artifact that is meant
  /// @param compatibility the rule for new versions
  /// @param adopt whether an existing artifact may be taken over
  record Schema(
      ResourceKey.Artifact key,
      Owner owner,
      SchemaFormat format,
      String content,
      String canonical,
      List<Reference> references,
      Compatibility compatibility,
      boolean adopt,
      Location location)
      implements Desired {
    public Schema {
      references = List.copyOf(references);
    }

    /// One direct reference.
    public record Reference(String name, ResourceKey.Artifact artifact) {}
  }
}
