// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.weft.governance.Finding;
import dev.weft.governance.Notice;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How many findings waivers excuse, by policy and domain, for every report.
public final class WaivedFindings {

  private final SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
  private final List<Notice> waived;

  private WaivedFindings(List<Notice> notices) {
    this.waived = notices.stream().filter(notice -> notice.excuse() != null).distinct().toList();
    for (Notice notice : waived) {
      Finding finding = notice.finding();
      if (finding != null) {
        counts
            .computeIfAbsent(finding.policy(), _ -> new TreeMap<>())
            .merge(finding.product().domain(), 1, Integer::sum);
      }
    }
  }

  /// Those among what is reported.
  public static WaivedFindings of(List<Notice> notices) {
    return new WaivedFindings(notices);
  }

  /// Those that are waived, in the order of the report.
  List<Notice> notices() {
    return waived;
  }

  /// Such as `Waived: 2 findings, sla-is-present in billing and shop (2).`; empty when there is
  /// none.
  public String sentence() {
    if (waived.isEmpty()) {
      return "";
    }
    return "Waived: "
        + CheckSummary.many(waived.size(), "finding")
        + ", "
        + counts.entrySet().stream()
            .map(policy -> policy.getKey() + " in " + domains(policy.getValue()))
            .collect(Collectors.joining("; "))
        + ".";
  }

  private static String domains(SortedMap<String, Integer> domains) {
    return domains.entrySet().stream()
        .map(domain ->
            domain.getKey() + (domain.getValue() == 1 ? "" : " (" + domain.getValue() + ")"))
        .collect(Collectors.joining(", "));
  }

  void json(ArrayNode array) {
    counts.forEach((policy, domains) ->
        domains.forEach((domain, count) ->
            array.addObject().put("policy", policy).put("domain", domain).put("findings", count)));
  }
}
