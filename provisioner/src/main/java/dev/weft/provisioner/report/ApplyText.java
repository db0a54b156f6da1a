// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.log.ControlPlaneLog.Result;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.Outcome.Kind;
import dev.weft.provisioner.report.Page.Style;
import java.util.ArrayList;
import java.util.List;

/// The results of an apply for people: what failed first, then what to do, then one line of
/// numbers.
public final class ApplyText {

  private ApplyText() {}

  /// The report.
  ///
  /// @param isComplete whether long runs of successes are shown in full
  /// @param again the command that goes on from here
  public static String render(RunReport report, boolean isComplete, String again, Look look) {
    var page = new Page(look);
    List<Result> good =
        report.results().stream().filter(result -> result.outcome().isSuccess()).toList();
    int limit = isComplete ? good.size() : PlanText.MAX_SIMILAR;
    good.stream().limit(limit).forEach(result -> item(page, result));
    if (good.size() > limit) {
      page.line(Style.DIM, "  " + (good.size() - limit) + " more done; see them with --all");
    }
    report.results().stream()
        .filter(result -> !result.outcome().isSuccess())
        .forEach(result -> item(page, result));
    report.errors().forEach(error -> page.prose(2, "", Style.BAD, error));
    next(page, report, again);
    Style style = isAsWanted(report) ? Style.GOOD : Style.BAD;
    page.gap().line(style, "Apply: " + sentence(report));
    return page.toString();
  }

  private static void item(Page page, Result result) {
    ChangeView view = ChangeView.of(result.change().change());
    String subject = view.action().symbol() + " " + view.subject();
    switch (result.outcome()) {
      case Outcome.Applied _ -> row(page, Style.GOOD, "done", subject);
      case Outcome.Unchanged _ -> row(page, Style.DIM, "was so", subject);
      case Outcome.Refused refused -> {
        row(page, Style.WARN, "refused", subject);
        page.prose(12, "", Style.PLAIN, refused.message());
      }
      case Outcome.Failed failed -> {
        row(page, Style.BAD, "FAILED", subject);
        page.prose(12, "", Style.PLAIN, failed.message());
        page.prose(12, "", Style.DIM, retry(failed.kind()));
      }
      case Outcome.Skipped skipped -> {
        row(page, Style.WARN, "skipped", subject);
        page.prose(12, "", Style.PLAIN, skipped.because());
      }
      case Outcome.Unknown unknown -> {
        row(page, Style.BAD, "UNKNOWN", subject);
        page.prose(12, "", Style.PLAIN, unknown.message());
      }
    }
  }

  private static void row(Page page, Style style, String word, String subject) {
    page.add("  ").add(style, word).add(" ".repeat(10 - word.length())).add(subject).end();
  }

  private static String retry(Kind kind) {
    return switch (kind) {
      case TRANSIENT -> "It may work when tried again.";
      case PERMANENT ->
          "Trying again does not help until the manifest, the rights or the server's policy change.";
    };
  }

  private static boolean isAsWanted(RunReport report) {
    return report.errors().isEmpty() && report.counts().succeeded() == report.results().size();
  }

  private static void next(Page page, RunReport report, String again) {
    if (isAsWanted(report)) {
      return;
    }
    page.gap();
    if (report.isInterrupted()) {
      page.line(
          Style.WARN,
          "Stopped on request: what was in flight was finished, the rest was not begun.");
    }
    if (report.counts().unknown() > 0) {
      page.line("Nobody knows what became of the unknown ones; the next run looks before it acts.");
    }
    page.line("Go on with: " + again);
  }

  private static String sentence(RunReport report) {
    RunReport.Counts counts = report.counts();
    var words = new ArrayList<String>();
    words.add(counts.applied() + " done");
    add(words, counts.unchanged(), "already so");
    add(words, counts.failed(), "failed");
    add(words, counts.refused(), "refused");
    add(words, counts.skipped(), "skipped");
    add(words, counts.unknown(), "unknown");
    return String.join(", ", words) + ".";
  }

  private static void add(List<String> words, int count, String word) {
    if (count > 0) {
      words.add(count + " " + word);
    }
  }
}
