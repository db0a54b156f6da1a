// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.engine.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Why a policy found what it found.
///
/// @param finding the finding
/// @param environments where, in the order of the mesh
/// @param title of the policy
/// @param intent what the policy asks for, and why
/// @param condition the expression that is true when all is well; empty when the policy as a whole
///   could not be evaluated
/// @param reasons the parts of the expression with their values, in its order
public record Explanation(
    Finding finding,
    List<String> environments,
    String title,
    String intent,
    String condition,
    List<Reason> reasons) {

  public Explanation {
    environments = List.copyOf(environments);
    reasons = List.copyOf(reasons);
  }

  /// The same of a finding that a waiver excuses.
  Explanation with(Finding excused) {
    return new Explanation(excused, environments, title, intent, condition, reasons);
  }

  /// The explanations of several environments; the same one stands once.
  public static List<Explanation> merged(List<Explanation> all) {
    SequencedMap<Explanation, List<String>> merged = new LinkedHashMap<>();
    for (Explanation one : all) {
      merged.computeIfAbsent(one.in(List.of()), _ -> new ArrayList<>()).addAll(one.environments);
    }
    List<Explanation> explanations = new ArrayList<>();
    merged.forEach((one, environments) -> explanations.add(one.in(environments)));
    return explanations;
  }

  private Explanation in(List<String> others) {
    return new Explanation(finding, others, title, intent, condition, reasons);
  }
}
