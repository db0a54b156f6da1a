// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.resource;

import java.util.Map;
import java.util.SortedSet;

/// What is mirrored to one cluster, read in one go. A read that failed never becomes an empty one.
///
/// @param target the cluster that receives, by the name manifests use
/// @param mirrors what links of Weft copy, by the topic on the target
/// @param foreign what links of others copy to the target under its own name: the link's name by
///   topic
public record LinkSnapshot(
    String target, Map<ResourceKey.Mirror, Mirror> mirrors, Map<String, String> foreign) {

  /// A topic that a link copies.
  ///
  /// @param source the cluster that is read
  /// @param state how the copying is
  /// @param detail what stands in its way, in the server's words; empty when nothing does
  /// @param differences names of the link's settings that are not as Weft sets them; never values
  public record Mirror(String source, State state, String detail, SortedSet<String> differences) {

    /// Whether records are copied as Weft set it up.
    public boolean isHealthy() {
      return state == State.RUNNING && differences.isEmpty();
    }
  }

  /// How the copying is.
  public enum State {
    /// Records are copied.
    RUNNING,
    /// It will begin, or go on, without anybody's help.
    STARTING,
    /// Somebody paused it.
    PAUSED,
    /// Somebody stopped it.
    STOPPED,
    /// It failed, and stays so until it is started again.
    FAILED
  }
}
