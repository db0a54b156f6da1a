// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
    name = "status",
    description = {
      "Says how the daemon of an environment is doing: the commit it keeps, what is paused, which"
          + " products are not ready, and the last commits it has seen and made real.",
      "",
      "With --watch it goes on: a line when a commit is seen, one for each change that is made and"
          + " read back, and one when all of it is real, with the time since it was seen and since"
          + " it was merged. Ctrl-C ends it.",
      "",
      "Without options, beside a platform that `weft up` has started, every server of it is asked"
          + " first, and every sample product whether it is in sync; --wait waits until the newest"
          + " commit is real, and --directory names the platform's folder."
    },
    footer = {
      "",
      "Examples:",
      "  weft status",
      "  weft status --watch",
      "  weft status --watch --format json | jq .result      one JSON object in each line",
      "  weft status --server https://weft.example.com"
    })
final class StatusCommand extends Command {

  private static final String FOLLOW = "/events?most=500&wait=PT20S&after=";
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final int SHOWN = 10;

  @Mixin private DaemonOption daemon = new DaemonOption();

  @Option(
      names = {"-w", "--watch"},
      description = "Go on with what happens from now on, until Ctrl-C.")
  private boolean isWatching;

  @Option(
      names = {"-n", "--newest"},
      paramLabel = "COUNT",
      description = "How many earlier events to show. Default: 10; with --watch, 3.")
  private int newest = -1;

  @Option(
      names = "--until",
      paramLabel = "COMMIT",
      description = "With --watch: end when this commit is real.")
  private String until = "";

  @Mixin private FormatOption format = new FormatOption();

  StatusCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    format.requireKnown();
    ApiClient client = daemon.client(session());
    if (isWatching) {
      return watch(client);
    }
    JsonNode events = client.get("/events?most=" + (newest < 1 ? SHOWN : newest));
    ObjectNode all = ApiClient.JSON.createObjectNode();
    all.set("daemon", client.get("/status"));
    all.set("pauses", client.get("/pauses").path("pauses"));
    all.set("notReady", client.get("/products?size=" + SHOWN + "&condition=Ready%3DFalse"));
    all.set("events", events.path("events"));
    if (format.isJson()) {
      print(all.toPrettyString() + "\n");
    } else {
      print(new StatusText(look()).status(all));
    }
    return ExitCode.OK;
  }

  /// Shows the newest events and then each as it comes. A daemon that is away is waited for: it may
  /// be started anew, and then counts from the beginning.
  private ExitCode watch(ApiClient client) {
    JsonNode first = client.get("/events?most=" + (newest < 0 ? 3 : Math.max(1, newest)));
    String start = first.path("daemon").asText();
    if (newest != 0 && show(first.path("events"))) {
      return ExitCode.OK;
    }
    if (!format.isJson()) {
      say("Watching environment " + first.path("environment").asText() + "; Ctrl-C to end.");
    }
    long next = first.path("next").asLong();
    boolean isAway = false;
    while (!session().interrupts().isRequested()) {
      try {
        JsonNode more = client.get(FOLLOW + next);
        boolean isAnother = !more.path("daemon").asText().equals(start);
        if (isAnother) {
          start = more.path("daemon").asText();
          more = client.get(FOLLOW + 0);
        }
        isAway = false;
        next = more.path("next").asLong();
        if (show(more.path("events"))) {
          return ExitCode.OK;
        }
      } catch (CliException e) {
        // What is refused stays refused; who is away may come back.
        if (e.getCause() == null) {
          throw e;
        }
        if (!isAway) {
          say(e.problem() + " Waiting for it.");
        }
        isAway = true;
        pause();
      }
    }
    return ExitCode.OK;
  }

  private void pause() {
    try {
      Thread.sleep(AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      session().interrupts().request();
    }
  }

  /// @return whether what is waited for was among them
  private boolean show(JsonNode events) {
    boolean isReached = false;
    for (JsonNode event : events) {
      print(format.isJson() ? line(event) : new StatusText(look()).event(event));
      isReached |=
          !until.isEmpty()
              && event.path("type").asText().equals("pass")
              && event.path("commit").path("id").asText().startsWith(until)
              && event.path("result").asText().equals("synced");
    }
    return isReached;
  }

  private static String line(JsonNode event) {
    try {
      return ApiClient.JSON.writeValueAsString(event) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read can be written", e);
    }
  }
}
