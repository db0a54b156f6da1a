// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import dev.weft.catalog.forge.ChangeEvent.Approved;

/// The message of a merge: what, and in trailers who asked and who approved.
final class MergeMessage {

  private MergeMessage() {}

  static String of(Standing standing) {
    Change change = standing.change();
    StringBuilder text = new StringBuilder();
    text.append(change.header().title()).append("\n\n");
    text.append("Change-Request: ").append(change.number()).append('\n');
    text.append("Requested-by: ").append(person(change.header().author().name())).append('\n');
    for (Approved approval : change.approvals()) {
      if (!standing.isStale(approval) && !change.contributors().contains(approval.by())) {
        text.append("Approved-by: ").append(person(approval.by())).append('\n');
      }
    }
    change
        .allowed()
        .ifPresent(rule -> text.append("Allowed-by: ").append(person(rule.text())).append('\n'));
    return text.toString();
  }

  /// In one line, so that nobody writes trailers with their name.
  private static String person(String text) {
    return Texts.line(text, 200);
  }
}
