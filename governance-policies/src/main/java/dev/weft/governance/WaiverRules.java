// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.fact.TeamFact;
import dev.weft.governance.policy.Policy;
import dev.weft.governance.policy.PolicyRules;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.manifest.WaiverManifest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The terms under which policies may be waived. A waiver that is not given under them excuses
/// nothing.
final class WaiverRules {

  private static final Comparator<WaiverManifest> SOONEST_FIRST =
      Comparator.comparing(WaiverManifest::expires).thenComparing(WaiverManifest::name);

  private final Map<String, TeamFact> teams;

  WaiverRules(Map<String, TeamFact> teams) {
    this.teams = teams;
  }

  /// A waiver more than a domain may have.
  record Excess(WaiverManifest waiver, Diagnostic diagnostic) {}

  /// Why a waiver excuses nothing; empty when it may.
  ///
  /// @param policy absent when it cannot be compiled, or when there is none
  List<Diagnostic> refusals(WaiverManifest waiver, @Nullable Policy policy) {
    List<Diagnostic> refusals = new ArrayList<>();
    String requester = waiver.requestedBy();
    if (requester != null && isSame(requester, waiver.approvedBy())) {
      refusals.add(
          approval(
              waiver.header().spec().at("approvedBy"),
              "`%s` asked for the waiver and approved it, so it excuses nothing."
                  .formatted(waiver.approvedBy()),
              "have somebody else approve it"));
    }
    if (policy != null) {
      terms(waiver, policy, refusals);
    }
    return refusals;
  }

  private void terms(WaiverManifest waiver, Policy policy, List<Diagnostic> refusals) {
    PolicyManifest.WaiverTerms terms = policy.waivers();
    if (!terms.isAllowed()) {
      refusals.add(
          terms(
              waiver.header().spec().at("policy"),
              "The policy `%s` cannot be waived.".formatted(policy.name()),
              "keep the policy, and remove the waiver"));
      return;
    }
    Duration longest = terms.longest();
    if (longest != null) {
      length(waiver, policy, longest, refusals);
    }
    if (!terms.approvers().isEmpty()) {
      approver(waiver, policy, terms.approvers(), refusals);
    }
  }

  /// Counted from its own first day: counted from today, one that is too long would come to be good
  /// by waiting.
  private static void length(
      WaiverManifest waiver, Policy policy, Duration longest, List<Diagnostic> refusals) {
    LocalDate from = waiver.from();
    if (from == null) {
      refusals.add(
          terms(
              waiver.location(),
              "The waiver does not say from when it holds, and one of `%s` lasts for %d days at most."
                  .formatted(policy.name(), longest.toDays()),
              "add `from` with the day it was approved"));
      return;
    }
    LocalDate last = from.plusDays(longest.toDays());
    if (waiver.expires().isAfter(last)) {
      refusals.add(
          terms(
              waiver.header().spec().at("expires"),
              "The waiver lasts from %s to %s; one of `%s` lasts for %d days at most."
                  .formatted(from, waiver.expires(), policy.name(), longest.toDays()),
              "write `expires: %s` or an earlier day".formatted(last)));
    }
  }

  private void approver(
      WaiverManifest waiver, Policy policy, List<String> approvers, List<Diagnostic> refusals) {
    if (waiver.requestedBy() == null) {
      refusals.add(
          approval(
              waiver.location(),
              "The waiver does not say who asked for it, so nobody can tell that somebody else"
                  + " approved it.",
              "add `requestedBy`"));
    }
    boolean isMember =
        approvers.stream()
            .map(teams::get)
            .anyMatch(team ->
                team != null
                    && team.members().stream()
                        .anyMatch(member -> isSame(member, waiver.approvedBy())));
    if (!isMember) {
      refusals.add(
          approval(
              waiver.header().spec().at("approvedBy"),
              "`%s` is no member of a team that may approve waivers of `%s`."
                  .formatted(waiver.approvedBy(), policy.name()),
              "have a member of %s approve it".formatted(Words.quoted(approvers))));
    }
  }

  private static boolean isSame(String one, String other) {
    return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
  }

  /// Those beyond the number that a domain may have of a policy; the ones that end first are
  /// within.
  static List<Excess> excess(Collection<WaiverManifest> waivers, Map<String, Policy> policies) {
    Map<List<String>, Integer> counts = new HashMap<>();
    List<Excess> excess = new ArrayList<>();
    for (WaiverManifest waiver : waivers.stream().sorted(SOONEST_FIRST).toList()) {
      Policy policy = policies.get(waiver.policy());
      Integer most = policy == null ? null : policy.waivers().perDomain();
      String domain = waiver.product().domain();
      int count = counts.merge(List.of(waiver.policy(), domain), 1, Integer::sum);
      if (most != null && count > most) {
        excess.add(
            new Excess(
                waiver,
                terms(
                    waiver.location(),
                    "The domain `%s` may have %d waivers of `%s`; this one is number %d."
                        .formatted(domain, most, waiver.policy(), count),
                    "let another one end first, or keep the policy")));
      }
    }
    return excess;
  }

  private static Diagnostic approval(Location place, String message, String hint) {
    return Diagnostic.error(place, PolicyRules.WAIVER_APPROVAL, message, hint);
  }

  private static Diagnostic terms(Location place, String message, String hint) {
    return Diagnostic.error(place, PolicyRules.WAIVER_TERMS, message, hint);
  }
}
