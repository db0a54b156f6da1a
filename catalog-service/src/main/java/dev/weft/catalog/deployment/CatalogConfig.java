// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.deployment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The servers of an environment, as the deployment names them.
@ConfigMapping(prefix = "weft")
public interface CatalogConfig {

  /// The environment whose log this catalog shows.
  @WithDefault("dev")
  String environment();

  /// How to read the control-plane log.
  Log log();

  /// The clusters that data products live on, by the names that manifests use; shown in snippets.
  Map<String, Cluster> clusters();

  /// The schema registry.
  Registry registry();

  /// The daemon that makes the mesh real.
  Daemon daemon();

  /// What snippets say.
  Snippets snippets();

  /// What snippets say.
  interface Snippets {

    /// The command that starts Kafka's console consumer.
    @WithDefault("kafka-console-consumer.sh")
    String consoleConsumer();

    /// Where readers find the secret of their client; `{client}` stands for its id.
    @WithDefault(
        "The secret of `{client}` is read from WEFT_CLIENT_SECRET and belongs into no file.")
    String secretNote();
  }

  /// The control-plane log.
  interface Log {

    /// Properties of the Kafka client, by Kafka's names; `bootstrap.servers` at least.
    Map<String, String> kafka();

    /// The longest pause between two attempts to reach the log or the database.
    @WithDefault("10S")
    Duration longestPause();
  }

  /// What applications have to know to reach a cluster. No secrets.
  interface Cluster {

    /// Where applications connect, `host:port`, joined by commas.
    String bootstrapServers();

    /// Kafka's `security.protocol`.
    @WithDefault("SASL_SSL")
    String securityProtocol();

    /// Kafka's `sasl.mechanism`.
    @WithDefault("OAUTHBEARER")
    String saslMechanism();

    /// Where OAUTHBEARER clients get their tokens.
    Optional<URI> tokenUrl();
  }

  /// The schema registry.
  interface Registry {

    /// Base URL of its own API, ending in `/apis/registry/v3`.
    Optional<URI> url();
  }

  /// The daemon.
  interface Daemon {

    /// Its base URL.
    Optional<URI> url();
  }
}
