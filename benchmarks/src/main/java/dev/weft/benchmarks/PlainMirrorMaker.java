// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.devstack.KafkaAccess;
import dev.weft.devstack.install.Distribution;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// MirrorMaker 2 as it comes: its own process in dedicated mode, set up by a file, copying one
/// topic from one cluster to another.
final class PlainMirrorMaker implements AutoCloseable {

  private static final int SECONDS_TO_END = 20;

  private final Process process;

  private PlainMirrorMaker(Process process) {
    this.process = process;
  }

  /// @param settings those of the mirror itself, such as `refresh.topics.interval.seconds`
  static PlainMirrorMaker start(
      Path folder,
      Distribution distribution,
      KafkaAccess source,
      KafkaAccess target,
      String topic,
      Map<String, String> settings)
      throws IOException {
    var all = new Properties();
    // What a connector calls the source's clients, MirrorMaker's own file calls the cluster's.
    settings.forEach((name, value) ->
        all.put(
            name.startsWith("source.") ? source.name() + name.substring("source".length()) : name,
            value));
    all.put("clusters", source.name() + ", " + target.name());
    for (KafkaAccess cluster : List.of(source, target)) {
      cluster
          .provisionerProperties()
          .forEach((name, value) -> all.put(cluster.name() + "." + name, value));
    }
    String way = source.name() + "->" + target.name() + ".";
    all.put(way + "enabled", "true");
    all.put(way + "topics", topic.replace(".", "\\."));
    all.put(target.name() + "->" + source.name() + ".enabled", "false");
    all.put("emit.heartbeats.enabled", "false");
    for (String kind : List.of("config", "offset", "status")) {
      all.put(kind + ".storage.replication.factor", "1");
    }
    all.put("offset.storage.partitions", "1");
    all.put("status.storage.partitions", "1");
    all.put("offset.flush.interval.ms", "1000");
    all.put("plugin.discovery", "service_load");
    Files.createDirectories(folder);
    Path file = folder.resolve("mm2.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      all.store(writer, "MirrorMaker 2, for a benchmark");
    }
    var command = new ArrayList<>(List.of(Distribution.java(), "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx160m"));
    command.addAll(source.jvmFlags());
    String plugins = distribution.connectPlugins().resolve("mirror") + "/*";
    command.addAll(
        List.of(
            "-cp",
            distribution.kafkaHome() + "/*:" + plugins,
            "org.apache.kafka.connect.mirror.MirrorMaker",
            file.toString()));
    return new PlainMirrorMaker(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mm2.log").toFile())
            .start());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
