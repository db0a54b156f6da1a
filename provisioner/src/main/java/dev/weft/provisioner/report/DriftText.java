// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.provisioner.report.Page.Style;

/// Drift for people: what differs, and how many do not.
public final class DriftText {

  private DriftText() {}

  /// The report.
  ///
  /// @param isComplete whether those in sync are listed too
  public static String render(Drift drift, boolean isComplete, Look look) {
    var page = new Page(look);
    for (Drift.Item item : drift.owners()) {
      if (item.state() == Drift.State.IN_SYNC && !isComplete) {
        continue;
      }
      page.add(style(item.state()), item.state().words())
          .add(" ".repeat(9 - item.state().words().length()))
          .add(Style.BOLD, item.owner().domain() + "/" + item.owner().name())
          .add(Style.DIM, " (" + PlanText.noun(item.owner()) + ")")
          .end();
      item.differences().forEach(text -> page.prose(9, "", Style.PLAIN, text));
    }
    page.gap()
        .line(
            Style.BOLD,
            "Drift in %s: %d in sync, %d drifted, %d missing, %d held."
                .formatted(
                    drift.environment(),
                    drift.count(Drift.State.IN_SYNC),
                    drift.count(Drift.State.DRIFTED),
                    drift.count(Drift.State.MISSING),
                    drift.count(Drift.State.HELD)));
    return page.toString();
  }

  private static Style style(Drift.State state) {
    return switch (state) {
      case IN_SYNC -> Style.GOOD;
      case HELD -> Style.NAME;
      case MISSING -> Style.WARN;
      case DRIFTED -> Style.BAD;
    };
  }
}
