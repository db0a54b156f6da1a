// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The properties of a Kafka Connect worker.
final class ConnectSettings {

  private static final List<String> CLIENTS = List.of("", "producer.", "consumer.", "admin.");
  private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

  private final ConnectAccess access;
  private final int port;
  private final Path plugins;

  ConnectSettings(ConnectAccess access, int port, Path plugins) {
    this.access = access;
    this.port = port;
    this.plugins = plugins;
  }

  Map<String, String> all() {
    var all = new TreeMap<String, String>();
    // Each kind of client of a worker is configured by itself.
    for (String prefix : CLIENTS) {
      access
          .clientProperties(access.cluster())
          .forEach((name, value) -> all.put(prefix + name, value));
    }
    own(all);
    all.put("listeners", "http://127.0.0.1:" + port);
    all.put("rest.advertised.host.name", "127.0.0.1");
    all.put("plugin.path", plugins.toString());
    // Looking into every class of every jar would take twice the time and memory.
    all.put("plugin.discovery", "service_load");
    all.put("config.providers", ConnectAccess.PROVIDER);
    String provider = "config.providers." + ConnectAccess.PROVIDER;
    all.put(provider + ".class", "org.apache.kafka.common.config.provider.DirectoryConfigProvider");
    all.put(provider + ".param.allowed.paths", access.secrets().toString());
    // What is mirrored is never looked into.
    all.put("key.converter", BYTES);
    all.put("value.converter", BYTES);
    all.put("header.converter", BYTES);
    // One worker: nobody else could take over while it is away.
    all.put("scheduled.rebalance.max.delay.ms", "1000");
    // How old what it says of its progress is, and how much is copied again after a crash.
    all.put("offset.flush.interval.ms", "1000");
    // On a busy machine, too, a task that is stopped gets to say how far it came.
    all.put("task.shutdown.graceful.timeout.ms", "20000");
    return all;
  }

  private void own(Map<String, String> all) {
    String group = access.group();
    all.put("group.id", group);
    for (String topic : List.of("config", "offset", "status")) {
      all.put(topic + ".storage.topic", group + "-" + topic + "s");
      all.put(topic + ".storage.replication.factor", "1");
    }
    all.put("offset.storage.partitions", "1");
    all.put("status.storage.partitions", "1");
  }

  /// Like the brokers', and who runs which connector.
  static Map<String, String> logging() {
    var logging = new TreeMap<>(KafkaSettings.logging());
    logging.keySet().removeIf(name -> name.startsWith("logger.denials"));
    logging.put("logger.worker.name", "org.apache.kafka.connect.runtime.Worker");
    logging.put("logger.worker.level", "INFO");
    return logging;
  }
}
