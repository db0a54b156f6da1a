// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.fact.TeamFact;
import dev.weft.governance.policy.Policy;
import dev.weft.governance.policy.PolicyRules;
import dev.weft.governance.policy.PolicySet;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.WaiverManifest;
import dev.weft.model.mesh.EnvironmentMesh;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Excuses findings. A finding is excused by one waiver that is in force and means it, never by
/// several that each mean a part; a policy that cannot be evaluated is not excused by anything.
final class Waivers {

  private final List<WaiverManifest> waivers;
  private final PolicySet policies;
  private final LocalDate today;
  private final Map<String, Policy> known = new HashMap<>();
  private final Set<WaiverManifest> inForce = new HashSet<>();

  /// Those that do not say which checks they are for, where there are several.
  private final Set<WaiverManifest> unnamed = new HashSet<>();

  private final List<Diagnostic> refused = new ArrayList<>();

  /// Ids of the checks that a waiver excused.
  private final Map<WaiverManifest, Set<String>> used = new HashMap<>();

  private final SortedSet<String> missed = new TreeSet<>();

  Waivers(
      List<WaiverManifest> waivers, PolicySet policies, Map<String, TeamFact> teams, Instant now) {
    this.waivers = waivers;
    this.policies = policies;
    this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    policies.policies().forEach(policy -> known.put(policy.name(), policy));
    WaiverRules rules = new WaiverRules(teams);
    for (WaiverManifest waiver : waivers) {
      Policy policy = known.get(waiver.policy());
      if (!isOver(waiver) && isOfVersion(waiver, policy)) {
        List<Diagnostic> refusals = rules.refusals(waiver, policy);
        refused.addAll(refusals);
        if (waiver.checks().isEmpty() && policy != null && policy.checks().size() > 1) {
          unnamed.add(waiver);
        } else if (refusals.isEmpty() && !isPending(waiver)) {
          inForce.add(waiver);
        }
      }
    }
    for (WaiverRules.Excess excess : WaiverRules.excess(inForce, known)) {
      inForce.remove(excess.waiver());
      refused.add(excess.diagnostic());
    }
  }

  private boolean isOver(WaiverManifest waiver) {
    return today.isAfter(waiver.expires());
  }

  private boolean isPending(WaiverManifest waiver) {
    LocalDate from = waiver.from();
    return from != null && today.isBefore(from);
  }

  /// What becomes of each waiver, by its name: `active`, `pending`, `expired`, or `refused` when it
  /// is none of these and excuses nothing all the same.
  SortedMap<String, String> states() {
    SortedMap<String, String> states = new TreeMap<>();
    for (WaiverManifest waiver : waivers) {
      boolean isKnown = policies.names().contains(waiver.policy());
      String state;
      if (isOver(waiver)) {
        state = "expired";
      } else if (inForce.contains(waiver) && isKnown) {
        state = "active";
      } else {
        state = isPending(waiver) && isKnown && !unnamed.contains(waiver) ? "pending" : "refused";
      }
      states.put(waiver.name(), state);
    }
    return states;
  }

  /// Names of waivers that excuse nothing any more, or never did, and without which something is
  /// blocked; to be asked after all findings were looked at.
  SortedSet<String> missed() {
    return missed;
  }

  /// Of a policy that cannot be compiled nothing is known; it is not excused anyway.
  private static boolean isOfVersion(WaiverManifest waiver, @Nullable Policy policy) {
    return policy == null || policy.major() == waiver.major();
  }

  /// The finding, excused if a waiver does so.
  Finding apply(Finding finding) {
    for (WaiverManifest waiver : waivers) {
      if (unnamed.contains(waiver) && isMeant(waiver, finding)) {
        used.computeIfAbsent(waiver, _ -> new TreeSet<>()).add(finding.check());
      } else if (inForce.contains(waiver) && isMeant(waiver, finding)) {
        used.computeIfAbsent(waiver, _ -> new TreeSet<>()).add(finding.check());
        if (finding.isBroken()) {
          return finding;
        }
        return finding.waived(
            new Finding.Excuse(
                waiver.name(), waiver.approvedBy(), waiver.expires(), waiver.reason()));
      }
    }
    if (finding.isBlocking() && !finding.isBroken()) {
      waivers.stream()
          .filter(waiver -> isLapsed(waiver) && isMeant(waiver, finding))
          .forEach(waiver -> missed.add(waiver.name()));
    }
    return finding;
  }

  /// Whether it is expired or refused.
  private boolean isLapsed(WaiverManifest waiver) {
    return isOver(waiver)
        || unnamed.contains(waiver)
        || !inForce.contains(waiver) && !isPending(waiver);
  }

  private static boolean isMeant(WaiverManifest waiver, Finding finding) {
    return waiver.policy().equals(finding.policy())
        && waiver.product().equals(finding.product())
        && (waiver.checks().isEmpty() || waiver.checks().contains(finding.check()))
        && isInside(finding.place(), waiver.at());
  }

  private static boolean isInside(String place, String part) {
    return part.isEmpty() || place.equals(part) || place.startsWith(part + "/");
  }

  /// What is wrong with waivers; to be asked after all findings were looked at.
  List<Diagnostic> problems(EnvironmentMesh environment) {
    List<Diagnostic> problems = new ArrayList<>(refused);
    for (WaiverManifest waiver : waivers) {
      if (isOver(waiver)) {
        problems.add(
            Diagnostic.warning(
                waiver.header().spec().at("expires"),
                PolicyRules.WAIVER_EXPIRED,
                "The waiver ended on %s, so `%s` holds for `%s` again."
                    .formatted(waiver.expires(), waiver.policy(), waiver.product()),
                "remove it, or have it approved anew"));
      } else if (!policies.names().contains(waiver.policy())) {
        problems.add(
            Diagnostic.warning(
                waiver.header().spec().at("policy"),
                PolicyRules.WAIVER_UNKNOWN,
                "There is no policy `" + waiver.policy() + "`.",
                Words.didYouMean(waiver.policy(), policies.names(), "policies")));
      } else {
        Policy policy = known.get(waiver.policy());
        if (policy != null && unnamed.contains(waiver)) {
          problems.add(unnamed(waiver, policy));
        } else if (policy != null && isOfVersion(waiver, policy)) {
          checks(waiver, policy, problems);
          use(waiver, policy, environment, problems);
        } else if (policy != null) {
          problems.add(version(waiver, policy));
        }
      }
    }
    return problems;
  }

  private static Diagnostic version(WaiverManifest waiver, Policy policy) {
    return Diagnostic.warning(
        waiver.header().spec().at("policy"),
        PolicyRules.WAIVER_VERSION,
        "The waiver is for version %d of `%s`, which is at version %d, so it excuses nothing."
            .formatted(waiver.major(), policy.name(), policy.major()),
        "have it approved anew, and write `policy: %s@%d`"
            .formatted(policy.name(), policy.major()));
  }

  private static void checks(WaiverManifest waiver, Policy policy, List<Diagnostic> problems) {
    List<String> ids = policy.checks().stream().map(Policy.Check::id).toList();
    for (int i = 0; i < waiver.checks().size(); i++) {
      String check = waiver.checks().get(i);
      if (!ids.contains(check)) {
        problems.add(
            Diagnostic.warning(
                waiver.header().spec().at("checks"),
                PolicyRules.WAIVER_UNKNOWN,
                "The policy `%s` has no check `%s`.".formatted(policy.name(), check),
                Words.didYouMean(check, ids, "its checks")));
      }
    }
  }

  private void use(
      WaiverManifest waiver,
      Policy policy,
      EnvironmentMesh environment,
      List<Diagnostic> problems) {
    if (!inForce.contains(waiver) || !isLookedAt(waiver, environment)) {
      return;
    }
    Set<String> excused = used.getOrDefault(waiver, Set.of());
    if (excused.isEmpty()) {
      problems.add(
          Diagnostic.warning(
              waiver.location(),
              PolicyRules.WAIVER_UNUSED,
              "`%s` keeps `%s`%s, so the waiver excuses nothing."
                  .formatted(waiver.product(), policy.name(), part(waiver)),
              "remove it"));
    }
  }

  /// Of all checks it would excuse those as well that fail only tomorrow, which nobody approved.
  private Diagnostic unnamed(WaiverManifest waiver, Policy policy) {
    Set<String> failing = used.getOrDefault(waiver, Set.of());
    return Diagnostic.error(
        waiver.location(),
        PolicyRules.WAIVER_TOO_WIDE,
        "The waiver does not say which of the %d checks of `%s` it is for, so it excuses nothing."
            .formatted(policy.checks().size(), policy.name()),
        failing.isEmpty()
            ? "name them under `checks`, or remove the waiver"
            : "write `checks: [%s]`".formatted(String.join(", ", failing)));
  }

  private static String part(WaiverManifest waiver) {
    List<String> parts = new ArrayList<>();
    if (!waiver.checks().isEmpty()) {
      parts.add("in " + Words.quoted(waiver.checks()));
    }
    if (!waiver.at().isEmpty()) {
      parts.add("at `" + waiver.at() + "`");
    }
    return parts.isEmpty() ? "" : " " + String.join(" ", parts);
  }

  /// Nothing is known of a product that is broken or not there.
  private static boolean isLookedAt(WaiverManifest waiver, EnvironmentMesh environment) {
    return environment.products().stream()
        .anyMatch(product -> product.name().equals(waiver.product()));
  }
}
