// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.policy.PolicyRules;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.WaiverManifest;
import dev.weft.model.mesh.EnvironmentMesh;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Excuses findings. A waiver is for one policy and one product, and ends on its day; a policy that
/// cannot be evaluated is not excused by anything.
final class Waivers {

  private final List<WaiverManifest> waivers;
  private final Set<String> policies;
  private final LocalDate today;
  private final Set<String> used = new HashSet<>();

  Waivers(List<WaiverManifest> waivers, Set<String> policies, Instant now) {
    this.waivers = waivers;
    this.policies = policies;
    this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  /// The finding, excused if a waiver does so.
  Finding apply(Finding finding) {
    for (WaiverManifest waiver : waivers) {
      boolean isMeant =
          waiver.policy().equals(finding.policy()) && waiver.product().equals(finding.product());
      if (isMeant && !isOver(waiver)) {
        used.add(waiver.name());
        if (finding.isBroken()) {
          return finding;
        }
        return finding.waived(
            waiver.name(),
            "waived until %s by `%s`: %s"
                .formatted(waiver.expires(), waiver.name(), waiver.reason()));
      }
    }
    return finding;
  }

  private boolean isOver(WaiverManifest waiver) {
    return today.isAfter(waiver.expires());
  }

  /// What is wrong with waivers; to be asked after all findings were looked at.
  List<Diagnostic> problems(EnvironmentMesh environment) {
    List<Diagnostic> problems = new ArrayList<>();
    for (WaiverManifest waiver : waivers) {
      if (isOver(waiver)) {
        problems.add(
            Diagnostic.warning(
                waiver.header().spec().at("expires"),
                PolicyRules.WAIVER_EXPIRED,
                "The waiver ended on %s, so `%s` holds for `%s` again."
                    .formatted(waiver.expires(), waiver.policy(), waiver.product()),
                "remove it, or have it approved anew"));
      } else if (!policies.contains(waiver.policy())) {
        problems.add(
            Diagnostic.warning(
                waiver.header().spec().at("policy"),
                PolicyRules.WAIVER_UNUSED,
                "There is no policy `" + waiver.policy() + "`.",
                Words.didYouMean(waiver.policy(), policies, "policies")));
      } else if (!used.contains(waiver.name()) && isLookedAt(waiver, environment)) {
        problems.add(
            Diagnostic.warning(
                waiver.location(),
                PolicyRules.WAIVER_UNUSED,
                "`%s` keeps `%s`, so the waiver excuses nothing."
                    .formatted(waiver.product(), waiver.policy()),
                "remove it"));
      }
    }
    return problems;
  }

  /// Nothing is known of a product that is broken or not there.
  private static boolean isLookedAt(WaiverManifest waiver, EnvironmentMesh environment) {
    return environment.products().stream()
        .anyMatch(product -> product.name().equals(waiver.product()));
  }
}
