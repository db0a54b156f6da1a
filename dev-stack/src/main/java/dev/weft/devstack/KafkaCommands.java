// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.install.Distribution;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Writes `bin/kafka-*`: Kafka's own command-line tools with the class path, the flags and the
/// address filled in.
final class KafkaCommands {

  private static final String TOOLS = "org.apache.kafka.tools.";

  /// Tools of applications, who bring their own credentials.
  private static final Map<String, String> CLIENTS =
      Map.of(
          "kafka-console-producer", TOOLS + "ConsoleProducer",
          "kafka-console-consumer", TOOLS + "consumer.ConsoleConsumer");

  /// Tools of administrators, run as Weft itself unless other credentials are given.
  private static final Map<String, String> ADMINISTRATION =
      Map.of(
          "kafka-topics", TOOLS + "TopicCommand",
          "kafka-acls", TOOLS + "AclCommand",
          "kafka-configs", "kafka.admin.ConfigCommand",
          "kafka-consumer-groups", TOOLS + "consumer.group.ConsumerGroupCommand");

  private static final String SCRIPT =
      """
      #!/bin/sh
      # Made by the dev stack: Kafka's own %1$s, for the cluster %2$s, or that of --cluster NAME.
      set -eu
      has() {
        wanted=$1
        shift
        for argument in "$@"; do
          case $argument in "$wanted" | "$wanted"=*) return 0 ;; esac
        done
        return 1
      }
      if [ "${1-}" = --cluster ]; then
        servers=$(sed -n "s/^clusters\\.${2-}\\.bootstrap\\.servers=//p" '%10$s')
        if [ -z "$servers" ]; then
          echo "No cluster '${2-}' runs here. ./weft status shows those that do." >&2
          exit 1
        fi
        shift 2
        set -- --bootstrap-server "$servers" "$@"
      fi
      has --bootstrap-server "$@" || set -- --bootstrap-server '%3$s' "$@"
      %4$sexec '%5$s' -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \\
        --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \\
        '%6$s' '%7$s' \\
        -cp '%8$s/*' %9$s "$@"
      """;

  private final StackFiles files;
  private final KafkaAccess access;
  private final Path home;

  KafkaCommands(StackFiles files, KafkaAccess access, Path home) {
    this.files = files;
    this.access = access;
    this.home = home;
  }

  void write() {
    Path logging = files.commands().resolve("log4j2.properties");
    var settings = new TreeMap<>(KafkaSettings.logging());
    settings.put("appender.out.target", "SYSTEM_ERR");
    // The tools say themselves what is wrong.
    settings.put("rootLogger.level", "ERROR");
    settings.remove("logger.start.name");
    settings.remove("logger.start.level");
    PrivateFiles.write(logging, "Logging of Kafka's tools.", settings);
    Path provisioner = files.credentials().resolve(Realm.PROVISIONER + ".properties");
    String login =
        "has --command-config \"$@\" || set -- --command-config '%s' \"$@\"%n"
            .formatted(provisioner);
    CLIENTS.forEach((name, main) -> write(name, main, "", logging));
    ADMINISTRATION.forEach((name, main) -> write(name, main, login, logging));
  }

  private void write(String name, String main, String login, Path logging) {
    PrivateFiles.writeScript(
        files.commands().resolve(name),
        SCRIPT.formatted(
            name,
            access.name(),
            access.bootstrapServers(),
            login,
            Distribution.java(),
            "-Dlog4j2.configurationFile=" + logging.toUri(),
            access.jvmFlags().getFirst(),
            home,
            main,
            files.environment()));
  }
}
