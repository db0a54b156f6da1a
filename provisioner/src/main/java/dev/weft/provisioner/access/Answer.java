// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.access;

import dev.weft.model.diagnostic.Location;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who can do something to a topic, and why.
///
/// @param cluster the cluster's name
/// @param topic the topic's name
/// @param operation what is asked about
/// @param holders who can, sorted by principal; `User:*` stands for every principal
/// @param remarks sentences about what bindings do not tell
public record Answer(
    String cluster,
    String topic,
    Acl.Operation operation,
    List<Holder> holders,
    List<String> remarks) {

  public Answer {
    holders = List.copyOf(holders);
    remarks = List.copyOf(remarks);
  }

  /// One principal that can.
  ///
  /// @param principal who
  /// @param application whose principal it is; null when no manifest knows it
  /// @param isTopicOnly whether it can read records but has no right on any consumer group, so that
  ///   it reads without committing offsets
  /// @param hosts where it can come from: `*` or addresses, sorted
  /// @param exceptedHosts addresses that a denial takes away again, sorted
  /// @param because the bindings that give the right, sorted
  public record Holder(
      String principal,
      @Nullable Owner application,
      boolean isTopicOnly,
      List<String> hosts,
      List<String> exceptedHosts,
      List<Because> because) {

    public Holder {
      hosts = List.copyOf(hosts);
      exceptedHosts = List.copyOf(exceptedHosts);
      because = List.copyOf(because);
    }

    /// Whether no manifest gives the right: nobody asked for it, nobody approved it.
    public boolean isShadow() {
      return because.stream().allMatch(each -> each.manifests().isEmpty());
    }
  }

  /// One binding that gives a right.
  ///
  /// @param pattern what it is on
  /// @param acl the binding
  /// @param manifests where manifests ask for it; empty when it is not from a manifest
  public record Because(ResourceKey.AclSet pattern, Acl acl, List<Location> manifests) {
    public Because {
      manifests = List.copyOf(manifests);
    }

    @Override
    public String toString() {
      String name =
          switch (pattern.pattern()) {
            case LITERAL -> pattern.name().equals("*") ? "any topic" : pattern.name();
            case PREFIXED -> pattern.name() + "*";
          };
      String source =
          manifests.isEmpty()
              ? "not from a manifest"
              : String.join(", ", manifests.stream().map(Location::toString).toList());
      return acl + " on " + name + " (" + source + ")";
    }
  }
}
