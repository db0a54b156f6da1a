// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import java.net.URI;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What copies topics to one cluster. Settings are those of the server that copies. To Kafka
/// Connect they go as they are written, so that secrets in them are references that only its
/// workers resolve; for others they are resolved, and the text of a link never shows them.
///
/// @param target the cluster that receives
/// @param type what kind of server copies
/// @param url its REST API
/// @param login for the REST API; null when it asks for none
/// @param sources how it reaches the clusters that it reads, by the names manifests use
/// @param targetSettings how it reaches the cluster that receives
/// @param settings whatever else is to be set
public record Link(
    String target,
    Type type,
    URI url,
    @Nullable Login login,
    SortedMap<String, SortedMap<String, String>> sources,
    SortedMap<String, String> targetSettings,
    SortedMap<String, String> settings) {

  /// What kind of server copies.
  public enum Type {
    /// MirrorMaker 2 on a Kafka Connect worker.
    CONNECT,
    /// Cluster Linking of Confluent.
    CONFLUENT
  }

  @Override
  public String toString() {
    return "Link[target=%s, type=%s, url=%s, sources=%s]"
        .formatted(target, type, url, sources.keySet());
  }

  /// How to log in to a REST API. Its text never shows the password.
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[" + user + ", ****]";
    }
  }
}
