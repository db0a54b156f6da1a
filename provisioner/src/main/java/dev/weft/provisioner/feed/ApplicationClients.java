// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import dev.weft.model.name.ApplicationName;
import java.util.Map;
import java.util.Optional;

/// How applications log in.
public interface ApplicationClients {

  /// Properties of a Kafka client that logs in to the cluster as the application, addresses
  /// included; empty when there are no credentials for it.
  Optional<Map<String, String>> properties(String cluster, ApplicationName application);
}
