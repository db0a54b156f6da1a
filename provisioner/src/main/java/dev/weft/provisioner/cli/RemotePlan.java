// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.model.compatibility.ConsumerImpact.Verdict;
import dev.weft.provisioner.report.Look;
import dev.weft.provisioner.report.Page;
import dev.weft.provisioner.report.Page.Style;
import dev.weft.provisioner.report.PlanTable;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A plan that a daemon has made.
final class RemotePlan {

  private final JsonNode answer;

  private RemotePlan(JsonNode answer) {
    this.answer = answer;
  }

  /// Asks for it.
  ///
  /// @param commit a commit that the daemon's repository has; absent for the work tree
  /// @param tree the work tree, read only when it is needed
  static RemotePlan of(ApiClient server, @Nullable String commit, Supplier<WorkTree> tree) {
    if (commit != null) {
      return new RemotePlan(server.post("/plans", Map.of("commit", commit)));
    }
    WorkTree here = tree.get();
    Map<String, Object> body =
        here.edits().isEmpty()
            ? Map.of("commit", here.head())
            : Map.of("base", here.head(), "files", here.edits());
    return new RemotePlan(server.post("/plans", body));
  }

  ExitCode exitCode() {
    return ExitCode.of(answer.path("exitCode").asInt(ExitCode.ERROR.code()));
  }

  String json() {
    return answer.toPrettyString() + "\n";
  }

  String text(Look look) {
    var page = new Page(look);
    for (JsonNode diagnostic : answer.path("diagnostics")) {
      page.line(
          Style.WARN,
          "%s:%d: %s: %s%s"
              .formatted(
                  diagnostic.path("file").asText(),
                  diagnostic.path("line").asInt(),
                  diagnostic.path("severity").asText(),
                  diagnostic.path("message").asText(),
                  diagnostic.has("fix")
                      ? " — fix: " + diagnostic.path("fix").path("words").asText()
                      : ""));
    }
    effects(page, answer.path("check"));
    JsonNode plan = answer.path("plan");
    plan.path("changes").forEach(change -> change(page, change));
    plan.path("problems").forEach(problem -> page.prose(0, "", Style.BAD, problem.asText()));
    page.gap()
        .line(
            Style.BOLD,
            "Plan for %s: %s".formatted(answer.path("environment").asText(), sentence()));
    return page.toString();
  }

  /// What the change does beside what the servers are asked to do.
  private static void effects(Page page, JsonNode check) {
    for (JsonNode schema : check.path("schemas")) {
      for (JsonNode reader : schema.path("consumers")) {
        String verdict = reader.path("verdict").asText();
        if (!verdict.equals(Verdict.UNAFFECTED.word())) {
          String use = reader.path("use").path("text").asText();
          page.prose(
              0,
              "",
              Style.WARN,
              "Reader %s of %s: %s%s."
                  .formatted(
                      reader.path("name").asText(),
                      schema.path("subject").asText(),
                      verdict,
                      use.isEmpty() ? "" : "; " + use));
        }
      }
    }
    if (check.path("blocked").asBoolean()) {
      page.prose(
          0,
          "",
          Style.BAD,
          "The change may not be merged by the rules of %s; `weft check` says why."
              .formatted(check.path("base").asText()));
    }
  }

  /// For the comment of a change request.
  String markdown() {
    JsonNode plan = answer.path("plan");
    var rows = new ArrayList<PlanTable.Row>();
    plan.path("changes")
        .forEach(change ->
            rows.add(
                new PlanTable.Row(
                    change.path("action").asText(),
                    change.path("resource").asText(),
                    change.path("owner").asText(),
                    change.path("reason").asText(),
                    change.path("verdict").path("message").asText())));
    var problems = new ArrayList<String>();
    plan.path("problems").forEach(problem -> problems.add(problem.asText()));
    return PlanTable.markdown(answer.path("environment").asText(), sentence(), problems, rows);
  }

  private String sentence() {
    JsonNode summary = answer.path("plan").path("summary");
    return "%d to create, %d to change, %d to delete; %d need an approval, %d blocked."
        .formatted(
            summary.path("create").asInt(),
            summary.path("change").asInt(),
            summary.path("delete").asInt(),
            summary.path("needsApproval").asInt(),
            summary.path("blocked").asInt());
  }

  private static void change(Page page, JsonNode change) {
    page.add(Style.NAME, change.path("action").asText() + " ")
        .add(Style.BOLD, change.path("resource").asText())
        .add(Style.DIM, ", " + change.path("owner").asText())
        .end();
    page.prose(4, "", Style.PLAIN, change.path("reason").asText());
    String values =
        change.path("values").properties().stream()
            .filter(value -> !value.getKey().equals("text"))
            .map(value -> value.getKey() + " " + value.getValue())
            .collect(Collectors.joining(", "));
    if (!values.isEmpty()) {
      page.prose(4, "", Style.DIM, values);
    }
    JsonNode verdict = change.path("verdict");
    if (verdict.hasNonNull("message")) {
      page.prose(
          4, verdict.path("kind").asText() + ": ", Style.BAD, verdict.path("message").asText());
    }
  }
}
