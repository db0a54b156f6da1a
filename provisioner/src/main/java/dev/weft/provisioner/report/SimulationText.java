// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.governance.Finding;
import dev.weft.governance.Notice;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.provisioner.report.Page.Style;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// What changed policies would do, for a terminal: by domain and owner.
public final class SimulationText {

  private final SimulationView view;
  private final Page page;
  private final Look look;

  private SimulationText(SimulationView view, Look look) {
    this.view = view;
    this.look = look;
    this.page = new Page(look);
  }

  /// The text.
  public static String render(SimulationView view, Look look) {
    return new SimulationText(view, look).render();
  }

  private String render() {
    String problems = DiagnosticText.lines(view.problems(), look);
    part("Newly found", view.effect().failing(), Style.BAD);
    part("No longer found", view.effect().passing(), Style.GOOD);
    if (view.commits() > 0) {
      past();
    }
    boolean isSame = view.effect().isEmpty();
    page.gap()
        .line(
            isSame ? Style.GOOD : Style.BOLD,
            isSame
                ? "The policies find the same as those of " + view.before() + "."
                : "Compared with the policies of %s: %d newly found, %d no longer found, in %s."
                    .formatted(
                        view.before(),
                        view.effect().failing().size(),
                        view.effect().passing().size(),
                        CheckSummary.many(products(), "product")));
    return problems + (problems.isEmpty() ? "" : "\n") + page;
  }

  private int products() {
    List<Notice> all = new ArrayList<>(view.effect().failing());
    all.addAll(view.effect().passing());
    return (int) all.stream().map(Notice::product).distinct().count();
  }

  private void part(String title, List<Notice> notices, Style style) {
    if (notices.isEmpty()) {
      return;
    }
    page.gap().line(style, title);
    byOwner(notices)
        .forEach((owner, found) -> {
          page.add("  ").line(Style.BOLD, owner + ": " + found.size());
          found.forEach(this::line);
        });
  }

  private void line(Notice notice) {
    Finding finding = Objects.requireNonNull(notice.finding());
    Diagnostic said = notice.diagnostic();
    page.add("    " + said.location() + ": ")
        .add(Style.WARN, finding.mode().word() + ":")
        .add(" " + said.message())
        .line(Style.DIM, " [%s/%s]".formatted(said.rule(), finding.check()));
  }

  /// By domain, with the team that owns the product.
  private SortedMap<String, List<Notice>> byOwner(List<Notice> notices) {
    SortedMap<String, List<Notice>> byOwner = new TreeMap<>();
    for (Notice notice : notices) {
      var product = Objects.requireNonNull(notice.product());
      String team = view.owners().getOrDefault(product.toString(), "");
      String owner = product.domain() + (team.isEmpty() ? "" : ", " + team);
      byOwner.computeIfAbsent(owner, _ -> new ArrayList<>()).add(notice);
    }
    return byOwner;
  }

  private void past() {
    page.gap()
        .line(
            Style.BOLD,
            "Of the last %s, %d would have been told something else"
                .formatted(CheckSummary.many(view.commits(), "commit"), view.past().size()));
    for (SimulationView.Past past : view.past()) {
      page.add("  ")
          .add(Style.NAME, past.commit().substring(0, 10))
          .add(" " + past.when().atOffset(ZoneOffset.UTC).toLocalDate() + " ")
          .line(past.title());
      past.effect().failing().forEach(this::line);
      if (!past.effect().passing().isEmpty()) {
        page.line(Style.DIM, "    and %d things less".formatted(past.effect().passing().size()));
      }
    }
  }
}
