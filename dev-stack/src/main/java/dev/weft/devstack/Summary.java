// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.nio.file.Path;
import java.time.Duration;

/// Says where everything is, once it runs.
final class Summary {

  private final DevStack stack;
  private final Terminal terminal;

  Summary(DevStack stack, Terminal terminal) {
    this.stack = stack;
    this.terminal = terminal;
  }

  void print(Duration took) {
    terminal.heading("Weft runs on this machine (%s).".formatted(Terminal.seconds(took)));
    if (stack.hasPlatform()) {
      row("Catalog", stack.catalogUrl());
      row("Mesh repository", stack.gitUrl());
      row("Daemon", stack.daemonUrl());
    }
    for (Service service : stack.services()) {
      if (service.isKafka()) {
        String cluster = service.cluster();
        row(
            "Kafka `%s`".formatted(cluster),
            stack.kafka(cluster).bootstrapServers() + "  (OAUTHBEARER)");
      } else if (service.isConnect()) {
        row(
            "Kafka Connect",
            stack.connect(service.cluster()).url()
                + "  (mirrors to `%s`)".formatted(service.cluster()));
      }
    }
    row("Schema registry", stack.registry().url());
    row("Identity provider", stack.identity().url() + "  (console: user `admin`)");
    row("PostgreSQL", stack.postgres().jdbcUrl("catalog") + "  (user `catalog`)");
    for (DemoUser user : DemoUser.values()) {
      row(
          "Sign in as",
          "%-8s %s   (%s)"
              .formatted(user.username(), stack.identity().password(user), user.part()));
    }
    row("Application logins", shown(stack.credentials()) + "/<domain>.<application>.properties");
    row("Configuration", shown(stack.environmentFile()).toString());
    row("Kafka's own tools", shown(stack.commands()) + "/kafka-*");
    terminal.heading("Next");
    terminal.line(
        "  ./weft status                                    is everything healthy, in sync?");
    if (stack.hasPlatform()) {
      terminal.line("  git clone %-38s the mesh, to change it".formatted(stack.gitUrl()));
    } else {
      terminal.line("  ./weft plan data-products --env dev              what would change?");
    }
    terminal.line("  ./weft logs keycloak --follow                    what does a server say?");
    terminal.line("  ./weft down                                      stop; the data stay");
  }

  private void row(String name, String value) {
    terminal.line("  %-20s %s".formatted(name, value));
  }

  /// A path as short as it can be typed here.
  static Path shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.relativize(path) : path;
  }
}
