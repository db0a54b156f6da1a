// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.devstack.StackStatus.ServiceStatus;
import dev.weft.devstack.StackStatus.State;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "Ask every server how it does, and every sample product whether it is in sync.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  private static final Duration WAIT = Duration.ofMinutes(1);

  /// The forms of the answer.
  enum Format {
    TEXT,
    JSON
  }

  @Mixin private StackOption option = new StackOption();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text or json.",
      defaultValue = "text")
  private Format format = Format.TEXT;

  @Option(
      names = "--wait",
      description = "Wait until the daemon has made the newest commit real, for a minute at most.")
  private boolean isWaiting;

  private boolean isLive = true;

  private final Terminal terminal = Terminal.standardOutput();

  @Override
  public Integer call() {
    DevStack stack = option.stack();
    StackStatus status = stack.status();
    switch (format) {
      case TEXT -> print(stack, status);
      case JSON -> terminal.line(json(status).toPrettyString());
    }
    return status.isHealthy() && (isLive || !isWaiting) ? 0 : 1;
  }

  private void print(DevStack stack, StackStatus status) {
    for (ServiceStatus service : status.services()) {
      String state = service.state().name().toLowerCase(Locale.ROOT);
      terminal.line(
          "%s %-14s pid %-8s %-46s %s"
              .formatted(
                  coloured(service.state(), "%-10s".formatted(state)),
                  service.service(),
                  service.pid().map(String::valueOf).orElse("-"),
                  service.address(),
                  service.uptime().map(StatusCommand::text).orElse("")));
      if (!service.detail().isEmpty()) {
        terminal.line("           " + service.detail());
      }
    }
    if (status.isHealthy()) {
      // Whether products are in sync is the answer's second half; only the servers decide the exit
      // status, unless somebody waits for the mesh.
      var sample = new SampleMesh(option.root(), stack, terminal);
      if (stack.hasPlatform()) {
        boolean _ = sample.showPasses();
        isLive = sample.awaitDaemon(isWaiting ? WAIT : Duration.ZERO);
      }
      if (!stack.hasPlatform() || isLive && sample.isTheBranch()) {
        boolean _ = sample.showDrift();
      }
    } else {
      terminal.line("");
      terminal.line("Run `weft up` to start what is missing.");
    }
  }

  private String coloured(State state, String text) {
    return switch (state) {
      case HEALTHY -> terminal.styled("green", text);
      case UNHEALTHY -> terminal.styled("red,bold", text);
      case STOPPED -> terminal.styled("yellow", text);
    };
  }

  private static String text(Duration uptime) {
    return uptime.toHours() > 0
        ? "up %d h %d min".formatted(uptime.toHours(), uptime.toMinutesPart())
        : "up %d min %d s".formatted(uptime.toMinutes(), uptime.toSecondsPart());
  }

  static ObjectNode json(StackStatus status) {
    ObjectNode root = JsonHttp.JSON.createObjectNode().put("healthy", status.isHealthy());
    var list = root.putArray("services");
    for (ServiceStatus service : status.services()) {
      ObjectNode node =
          list.addObject()
              .put("service", service.service().name())
              .put("state", service.state().name().toLowerCase(Locale.ROOT))
              .put("address", service.address())
              .put("detail", service.detail());
      service.pid().ifPresent(pid -> node.put("pid", pid));
      service.uptime().ifPresent(uptime -> node.put("uptimeSeconds", uptime.toSeconds()));
    }
    return root;
  }
}
