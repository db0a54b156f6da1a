// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.policy.Mode;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.name.GrantName;
import dev.weft.model.name.ProductName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What all policies say about a mesh in one environment at one point.
///
/// @param findings everything that does not keep a policy, sorted by place; excused ones included
/// @param problems what is wrong with policies and waivers themselves, sorted
/// @param waivers what becomes of each waiver, by its name: `active`, `pending`, `expired` or
///   `refused`
/// @param missed names of waivers that have expired or are refused, and would excuse what blocks a
///   product or grant
public record Verdict(
    List<Finding> findings,
    List<Diagnostic> problems,
    SortedMap<String, String> waivers,
    SortedSet<String> missed) {

  /// Nothing was looked at.
  public static final Verdict EMPTY =
      new Verdict(List.of(), List.of(), new TreeMap<>(), new TreeSet<>());

  public Verdict {
    findings = List.copyOf(findings);
    problems = List.copyOf(problems);
    waivers = Collections.unmodifiableSortedMap(new TreeMap<>(waivers));
    missed = Collections.unmodifiableSortedSet(new TreeSet<>(missed));
  }

  /// Names of policies that could not be evaluated, and so count as not kept.
  public SortedSet<String> broken() {
    return findings.stream()
        .filter(Finding::isBroken)
        .map(Finding::policy)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Products that must stay as they are, with the findings that say so.
  public SortedMap<ProductName, List<Finding>> blockedProducts() {
    SortedMap<ProductName, List<Finding>> blocked = new TreeMap<>();
    for (Finding finding : findings) {
      if (finding.isBlocking() && finding.grant() == null) {
        blocked.computeIfAbsent(finding.product(), _ -> new ArrayList<>()).add(finding);
      }
    }
    return blocked;
  }

  /// Grants that must not be written, with the findings that say so.
  public SortedMap<GrantName, List<Finding>> blockedGrants() {
    SortedMap<GrantName, List<Finding>> blocked = new TreeMap<>();
    for (Finding finding : findings) {
      String grant = finding.grant();
      if (finding.isBlocking() && grant != null) {
        blocked
            .computeIfAbsent(new GrantName(finding.product(), grant), _ -> new ArrayList<>())
            .add(finding);
      }
    }
    return blocked;
  }

  /// The findings of a product and its grants, sorted by place.
  public List<Finding> of(ProductName product) {
    return findings.stream().filter(finding -> finding.product().equals(product)).toList();
  }

  /// Everything that is reported in an environment, with what is known of each finding among it.
  ///
  /// @param diagnostics those of the verdict, and any others
  public List<Notice> notices(List<Diagnostic> diagnostics, String environment) {
    List<String> here = List.of(environment);
    Map<Diagnostic, Finding> known = new HashMap<>();
    findings.forEach(finding -> known.putIfAbsent(finding.diagnostic(), finding));
    return diagnostics.stream()
        .map(diagnostic -> new Notice(diagnostic, known.get(diagnostic), here))
        .toList();
  }

  /// Whether anything blocks.
  public boolean isBlocking() {
    return findings.stream().anyMatch(Finding::isBlocking);
  }

  /// Problems and findings as diagnostics, sorted. What is only audited stays out.
  public List<Diagnostic> diagnostics() {
    TreeSet<Diagnostic> all = new TreeSet<>(problems);
    findings.stream()
        .filter(finding -> finding.mode() != Mode.AUDIT)
        .map(Finding::diagnostic)
        .forEach(all::add);
    return List.copyOf(all);
  }
}
