// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.provisioner.report.Look;
import dev.weft.provisioner.report.Page;
import dev.weft.provisioner.report.Page.Style;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/// What the daemon says, in words.
final class StatusText {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final int SHORT = 8;
  private static final String COMMIT = "commit";
  private static final String MESSAGE = "message";

  private final Look look;

  StatusText(Look look) {
    this.look = look;
  }

  /// The whole answer.
  String status(JsonNode all) {
    var page = new Page(look);
    JsonNode daemon = all.path("daemon");
    page.add(Style.BOLD, "Environment " + daemon.path("environment").asText())
        .line(daemon.path("leader").asBoolean() ? "" : ", answered by a daemon that stands by");
    String result = daemon.path("lastPassResult").asText("no pass yet");
    page.add("  last pass   ")
        .add(style(result), result)
        .line(daemon.hasNonNull("lastPassAt") ? " at " + daemon.path("lastPassAt").asText() : "");
    if (daemon.hasNonNull("revision")) {
      page.line("  commit      " + shorten(daemon.path("revision").asText()));
    }
    if (!daemon.path(MESSAGE).asText("").isEmpty()) {
      page.prose(2, "            ", Style.WARN, daemon.path(MESSAGE).asText());
    }
    pauses(page, all.path("pauses"));
    notReady(page, all.path("notReady"));
    if (!all.path("events").isEmpty()) {
      page.gap().line(Style.BOLD, "Lately");
      String text = page.toString();
      return text + all.path("events").valueStream().map(this::event).collect(Collectors.joining());
    }
    return page.toString();
  }

  private static void pauses(Page page, JsonNode pauses) {
    for (JsonNode pause : pauses) {
      page.add("  ").add(Style.WARN, "paused").add("      ");
      page.line(paused(pause));
    }
  }

  /// Such as `all by petra since 2026-11-21T10:00:00Z, until …: why`.
  static String paused(JsonNode pause) {
    String until = pause.hasNonNull("until") ? ", until " + pause.path("until").asText() : "";
    return "%s by %s since %s%s: %s"
        .formatted(
            pause.path("subject").asText(),
            pause.path("by").asText(),
            pause.path("at").asText(),
            until,
            pause.path("reason").asText());
  }

  private static void notReady(Page page, JsonNode found) {
    for (JsonNode product : found.path("products")) {
      page.add("  ").add(Style.BAD, "not ready").add("   ");
      page.line(product.path("urn").asText() + " on " + product.path("cluster").asText());
      for (JsonNode condition : product.path("conditions")) {
        if (condition.path("type").asText().equals("Ready")) {
          String why = condition.path("reason").asText() + ": " + condition.path(MESSAGE).asText();
          page.prose(14, "", Style.PLAIN, why);
        }
      }
    }
    int more = found.path("total").asInt() - found.path("products").size();
    if (more > 0) {
      page.line("              and %d more".formatted(more));
    }
  }

  /// One event, in one line, and a second one for what stands in the way.
  String event(JsonNode event) {
    var page = new Page(look);
    page.add(Style.DIM, MOMENT.format(Instant.parse(event.path("at").asText())) + "  ");
    switch (event.path("type").asText()) {
      case "seen" -> seen(page, event);
      case "changed" -> changed(page, event);
      case "pass" -> pass(page, event);
      default -> page.add("%-8s".formatted(event.path("type").asText()));
    }
    page.end();
    String message = event.path(MESSAGE).asText("");
    if (!message.isEmpty()) {
      page.prose(14, "", Style.WARN, message);
    }
    return page.toString();
  }

  private static void seen(Page page, JsonNode event) {
    JsonNode commit = event.path(COMMIT);
    page.add(Style.NAME, "seen    ")
        .add(Style.BOLD, shorten(commit.path("id").asText()))
        .add(" " + commit.path("subject").asText())
        .add(Style.DIM, " by " + commit.path("author").asText());
  }

  private static void changed(Page page, JsonNode event) {
    JsonNode change = event.path("change");
    String outcome = change.path("outcome").asText();
    boolean isDone = outcome.equals("applied");
    page.add(isDone ? Style.GOOD : Style.BAD, "%-8s".formatted(isDone ? "made" : outcome))
        .add(shorten(event.path(COMMIT).path("id").asText()))
        .add(" " + change.path("kind").asText())
        .add(Style.BOLD, " " + change.path("resource").asText());
    String values =
        change.path("values").valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    if (!values.isEmpty()) {
      page.add(Style.DIM, " (" + values + ")");
    }
    page.add(Style.DIM, ", " + change.path("subject").asText());
  }

  private static void pass(Page page, JsonNode event) {
    String result = event.path("result").asText();
    JsonNode times = event.path("times");
    boolean isNew = times.hasNonNull("sinceSeen");
    page.add(style(result), "%-8s".formatted(isNew && result.equals("synced") ? "live" : result))
        .add(shorten(event.path(COMMIT).path("id").asText()))
        .add(" " + made(event.path("applied").asInt()));
    if (isNew) {
      page.add(
          Style.BOLD,
          ", %s after it was seen, %s after the commit"
              .formatted(
                  seconds(times.path("sinceSeen").asLong()),
                  seconds(times.path("sinceCommit").asLong())));
    }
    page.add(
        Style.DIM,
        " (%s, %s)"
            .formatted(event.path("trigger").asText(), seconds(times.path("pass").asLong())));
  }

  private static String made(int applied) {
    return switch (applied) {
      case 0 -> "no change made";
      case 1 -> "1 change made and read back";
      default -> applied + " changes made and read back";
    };
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.2f s", millis / 1000.0);
  }

  private static String shorten(String id) {
    return id.length() > SHORT ? id.substring(0, SHORT) : id;
  }

  private static Style style(String result) {
    return switch (result) {
      case "synced" -> Style.GOOD;
      case "waiting" -> Style.WARN;
      case "partial", "failed" -> Style.BAD;
      default -> Style.PLAIN;
    };
  }
}
