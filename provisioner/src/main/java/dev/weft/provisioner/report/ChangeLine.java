// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.provisioner.plan.Change;
import java.util.List;

/// A change in a few words, for those who only want to know that it was made.
///
/// @param action `create`, `change`, `delete` or `record`
/// @param kind stable name of the kind of change, such as `alter-config`
/// @param subject what it touches, such as `topic reviews.raw-reviews.reviews.v1 on onprem`
/// @param values what it sets, such as `retention.ms 1 → 2`; no secrets
public record ChangeLine(String action, String kind, String subject, List<String> values) {

  public ChangeLine {
    values = List.copyOf(values);
  }

  /// Describes a change.
  public static ChangeLine of(Change change) {
    ChangeView view = ChangeView.of(change);
    return new ChangeLine(
        view.action().word(),
        view.kind(),
        view.subject(),
        view.rows().stream().map(ChangeLine::value).toList());
  }

  private static String value(ChangeView.Row row) {
    String before = row.before();
    return before == null
        ? row.label() + " " + row.after()
        : row.label() + " " + before + " → " + row.after();
  }
}
