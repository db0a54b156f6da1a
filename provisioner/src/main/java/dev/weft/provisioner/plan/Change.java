// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.LinkSnapshot;
import dev.weft.provisioner.resource.Removal;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// One step from what is to what is wanted. Sealed, so that a new kind of change breaks every place
/// that has to know about it.
public sealed interface Change {

  /// What it touches.
  ResourceKey resource();

  /// Brings a topic into being.
  record CreateTopic(
      ResourceKey.Topic resource,
      int partitions,
      short replication,
      SortedMap<String, String> config)
      implements Change {}

  /// Grows a topic; Kafka cannot shrink one.
  record AddPartitions(ResourceKey.Topic resource, int from, int to) implements Change {
    public AddPartitions {
      if (to <= from) {
        throw new IllegalArgumentException("partitions only grow, not from " + from + " to " + to);
      }
    }
  }

  /// Sets or resets explicit topic configs, each key on its own; all others stay as they are.
  record AlterConfig(ResourceKey.Topic resource, SortedMap<String, Edit<String>> edits)
      implements Change {}

  /// Removes a topic and its records.
  record DeleteTopic(ResourceKey.Topic resource, String topicId) implements Change {}

  /// Adds bindings to one resource pattern.
  record AddAcls(ResourceKey.AclSet resource, SortedSet<Acl> acls) implements Change {}

  /// Removes bindings from one resource pattern.
  record RemoveAcls(ResourceKey.AclSet resource, SortedSet<Acl> acls) implements Change {}

  /// Sets or removes quota values of a user.
  record AlterQuota(ResourceKey.Quota resource, SortedMap<String, Edit<Double>> edits)
      implements Change {}

  /// Sets the compatibility rule of an artifact; before content, so that no version slips in
  /// unchecked.
  record SetCompatibility(
      ResourceKey.Artifact resource, @Nullable Compatibility from, Compatibility to)
      implements Change {}

  /// Registers the first or a new version of a schema. For a first version the rule comes with it.
  ///
  /// @param from the version it follows; null for the first
  record RegisterSchema(ResourceKey.Artifact resource, @Nullable String from, Desired.Schema schema)
      implements Change {}

  /// Makes the OAuth client of an application and hands its secret to the secret store.
  ///
  /// @param settings what it is set to; never a secret
  record CreateClient(ResourceKey.Client resource, SortedMap<String, String> settings)
      implements Change {}

  /// Corrects settings of a client, each on its own; `enabled` among them takes its login away or
  /// gives it back.
  record AlterClient(ResourceKey.Client resource, SortedMap<String, Edit<String>> edits)
      implements Change {}

  /// Hands a client's secret to the secret store, or ends one that was handed over before.
  record StoreSecret(ResourceKey.Client resource, How how) implements Change {

    /// What becomes of the secret.
    public enum How {
      /// The same one is written again.
      AGAIN,
      /// A new one is written, and all others are worth nothing.
      NEW,
      /// A new one is written, and the one in use stays good for a while.
      BESIDE,
      /// The one that is no longer in use ends.
      END
    }

    /// Whether the application is handed a secret that it did not have before.
    public boolean isNew() {
      return switch (how) {
        case NEW, BESIDE -> true;
        case AGAIN, END -> false;
      };
    }
  }

  /// Makes the SCRAM user of an application on a cluster and hands its secret to the secret store.
  ///
  /// @param mechanism such as `SCRAM-SHA-512`
  /// @param iterations how often the secret is hashed
  record CreateUser(ResourceKey.ScramUser resource, String mechanism, int iterations)
      implements Change {}

  /// Sets a credential of a SCRAM user and hands its secret to the secret store, or ends one that
  /// was handed over before.
  ///
  /// @param mechanism the one that is set, or the one that ends
  /// @param iterations of the one that is set
  record AlterUser(
      ResourceKey.ScramUser resource, StoreSecret.How how, String mechanism, int iterations)
      implements Change {}

  /// Takes all credentials of a SCRAM user away, and its secret out of the secret store.
  record RemoveUser(ResourceKey.ScramUser resource) implements Change {}

  /// Has a link copy a topic from another cluster.
  ///
  /// @param source the cluster that is read
  record CreateMirror(ResourceKey.Mirror resource, String source) implements Change {}

  /// Gets the copying of a topic going again, and sets the link's settings right.
  ///
  /// @param source the cluster that is read
  /// @param from how the copying is
  /// @param differences names of the settings that somebody changed; never values
  record RestoreMirror(
      ResourceKey.Mirror resource,
      String source,
      LinkSnapshot.State from,
      SortedSet<String> differences)
      implements Change {}

  /// Ends the copying of a topic. What was copied stays.
  ///
  /// @param source the cluster that was read
  record RemoveMirror(ResourceKey.Mirror resource, String source) implements Change {}

  /// Ends the copying of a topic once everything is copied that can be, because from then on the
  /// topic is produced where it was copied to.
  ///
  /// @param source the cluster that was read
  record PromoteMirror(ResourceKey.Mirror resource, String source) implements Change {}

  /// Notes how far a topic that no manifest wants has gone on its way out; touches no server.
  ///
  /// @param from the step before; null when it was wanted
  /// @param to null when it is wanted again
  record StepRemoval(
      ResourceKey.Topic resource, Removal.@Nullable Step from, Removal.@Nullable Step to)
      implements Change {}

  /// Takes an existing resource into the inventory; touches no server.
  ///
  /// @param topicId Kafka's topic id; null for other resources
  /// @param managed config keys, quota keys or digest taken over with their values
  /// @param acls the bindings taken over; empty for other resources
  record Adopt(
      ResourceKey resource,
      @Nullable String topicId,
      SortedMap<String, String> managed,
      SortedSet<Acl> acls)
      implements Change {}

  /// Drops a resource that no longer exists, or is no longer wanted and was never ours to delete,
  /// from the inventory; touches no server.
  record Forget(ResourceKey resource) implements Change {}

  /// A value before and after.
  ///
  /// @param from null when it was not set
  /// @param to null to reset it
  record Edit<T>(@Nullable T from, @Nullable T to) {}
}
