// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.view.Finding;
import dev.weft.model.compatibility.ConsumerImpact;
import dev.weft.model.compatibility.ConsumerImpact.Verdict;
import dev.weft.model.compatibility.PortChange;
import dev.weft.model.compatibility.ReaderUses;
import java.util.ArrayList;
import java.util.List;

/// What a change of a schema does to those who read it, beside how they read at present. It is told
/// and decides nothing: the policies have decided.
final class ReaderNotes {

  private static final String RULE = "schema/readers";

  private ReaderNotes() {}

  /// One for each reader that the change reaches.
  static List<Finding> of(PortChange change, ReaderUses uses) {
    List<Finding> notes = new ArrayList<>();
    for (ConsumerImpact impact : change.consumers()) {
      if (impact.verdict() != Verdict.UNAFFECTED) {
        String name = impact.consumer().name();
        String use = uses.of(name, change.port()).text(name.replace('/', '.') + ".", uses.at());
        notes.add(
            new Finding(
                RULE,
                "note",
                "audit",
                false,
                "`%s` is %s by the new schema of `%s`; %s."
                    .formatted(
                        name,
                        impact.verdict() == Verdict.BROKEN ? "broken" : "put at risk",
                        change.port(),
                        use),
                "",
                change.after(),
                0,
                0));
      }
    }
    return notes;
  }
}
