// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;

/// Diagnostics in numbers.
///
/// @param errors cannot be used
/// @param dangers block by default
/// @param warnings block nothing
/// @param notes for information
public record DiagnosticCounts(int errors, int dangers, int warnings, int notes) {

  /// Counts by severity.
  public static DiagnosticCounts of(List<Diagnostic> diagnostics) {
    var counts = new int[Severity.values().length];
    for (Diagnostic finding : diagnostics) {
      counts[finding.severity().ordinal()]++;
    }
    return new DiagnosticCounts(
        counts[Severity.ERROR.ordinal()],
        counts[Severity.DANGER.ordinal()],
        counts[Severity.WARNING.ordinal()],
        counts[Severity.NOTE.ordinal()]);
  }

  /// Such as `2 errors, 1 warning`, or `no findings`.
  public String words() {
    var words = new ArrayList<String>();
    add(words, errors, "error");
    add(words, dangers, "danger");
    add(words, warnings, "warning");
    add(words, notes, "note");
    return words.isEmpty() ? "no findings" : String.join(", ", words);
  }

  private static void add(List<String> words, int count, String word) {
    if (count > 0) {
      words.add(count + " " + word + (count == 1 ? "" : "s"));
    }
  }
}
