// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.policy.Mode;
import dev.weft.model.name.ProductName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a product stands to the policies, seen once more after it was deployed.
///
/// @param reason in one word
/// @param message the gravest finding in a sentence, and how many more there are; empty when there
///   is none
public record Compliance(Reason reason, String message) {

  /// Policies find nothing, or nothing that is more than counted.
  public static final Compliance KEPT = new Compliance(Reason.KEPT, "");

  /// In one word.
  public enum Reason {
    /// Policies find nothing, or nothing that is more than counted.
    KEPT("Kept"),
    /// All that they find is excused by waivers.
    WAIVED("Waived"),
    /// They find something that they warn of.
    WARNED("Warned"),
    /// They find something that they enforce.
    VIOLATED("Violated");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    /// The word of conditions.
    public String word() {
      return word;
    }

    /// Whether the product keeps all policies, or need not.
    public boolean isGood() {
      return this == KEPT || this == WAIVED;
    }
  }

  /// Of products of which a verdict says anything; of the others nothing is found.
  public static SortedMap<ProductName, Compliance> of(Verdict verdict) {
    SortedMap<ProductName, List<Finding>> findings = new TreeMap<>();
    for (Finding finding : verdict.findings()) {
      if (finding.mode() == Mode.ENFORCE || finding.mode() == Mode.WARN) {
        findings.computeIfAbsent(finding.product(), _ -> new ArrayList<>()).add(finding);
      }
    }
    SortedMap<ProductName, Compliance> compliance = new TreeMap<>();
    findings.forEach((product, found) -> compliance.put(product, of(found)));
    return compliance;
  }

  private static Compliance of(List<Finding> findings) {
    Reason worst = Reason.KEPT;
    Finding first = findings.getFirst();
    for (Finding finding : findings) {
      Reason reason = reason(finding);
      if (reason.compareTo(worst) > 0) {
        worst = reason;
        first = finding;
      }
    }
    int others = findings.size() - 1;
    return new Compliance(
        worst,
        "policy/%s: %s%s"
            .formatted(
                first.policy(),
                first.message(),
                others == 0 ? "" : " (and %d more)".formatted(others)));
  }

  private static Reason reason(Finding finding) {
    if (finding.waiver() != null) {
      return Reason.WAIVED;
    }
    return finding.mode() == Mode.ENFORCE ? Reason.VIOLATED : Reason.WARNED;
  }
}
