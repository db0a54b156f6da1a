// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.policy.Mode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What other policies and waivers make of the same mesh.
///
/// @param failing findings that were not there, or did not block and do now; sorted by place
/// @param passing findings that are gone, or blocked and do not now; sorted by place
public record PolicyEffect(List<Notice> failing, List<Notice> passing) {

  /// The rules are the same.
  public static final PolicyEffect NONE = new PolicyEffect(List.of(), List.of());

  private static final Comparator<Notice> BY_WEIGHT =
      Comparator.comparing(notice -> weight(finding(notice)));

  public PolicyEffect {
    failing = List.copyOf(failing);
    passing = List.copyOf(passing);
  }

  /// Compares two checks of one mesh.
  static PolicyEffect between(MeshCheck before, MeshCheck after) {
    Map<String, Notice> old = byIdentity(before);
    Map<String, Notice> now = byIdentity(after);
    List<Notice> failing = new ArrayList<>();
    List<Notice> passing = new ArrayList<>();
    now.forEach((identity, notice) -> {
      Notice known = old.get(identity);
      if (known == null || BY_WEIGHT.compare(known, notice) < 0) {
        failing.add(notice);
      }
    });
    old.forEach((identity, notice) -> {
      Notice known = now.get(identity);
      if (known == null || BY_WEIGHT.compare(known, notice) < 0) {
        passing.add(notice);
      }
    });
    return new PolicyEffect(failing.stream().sorted().toList(), passing.stream().sorted().toList());
  }

  /// Whether they say the same.
  public boolean isEmpty() {
    return failing.isEmpty() && passing.isEmpty();
  }

  private static Map<String, Notice> byIdentity(MeshCheck check) {
    Map<String, Notice> findings = new HashMap<>();
    for (Notice notice : check.findings()) {
      findings.merge(
          notice.identity(),
          notice,
          (one, other) -> BY_WEIGHT.compare(one, other) < 0 ? other : one);
    }
    return findings;
  }

  private static Finding finding(Notice notice) {
    return Objects.requireNonNull(notice.finding());
  }

  /// Excused or only counted weighs least, what blocks most.
  private static int weight(Finding finding) {
    if (finding.excuse() != null || finding.mode() == Mode.AUDIT) {
      return 0;
    }
    return finding.isBlocking() ? 2 : 1;
  }
}
