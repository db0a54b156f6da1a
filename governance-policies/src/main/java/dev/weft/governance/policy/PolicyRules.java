// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import dev.weft.model.diagnostic.RuleCatalogue.Rule;
import dev.weft.model.diagnostic.Severity;
import java.util.List;

/// Ids of the rules about policies and waivers themselves. What a policy finds has the id
/// `policy/<name>`.
public final class PolicyRules {

  /// An expression of a policy is not right.
  public static final String EXPRESSION = "governance/expression";

  /// A parameter of a policy is not right.
  public static final String PARAMETER = "governance/parameter";

  /// The place of a check's findings is no key of the manifest.
  public static final String PLACE = "governance/place";

  /// A policy is based on one that does not exist.
  public static final String UNKNOWN_BASE = "governance/unknown-base";

  /// Two policies have one name.
  public static final String DUPLICATE = "governance/duplicate";

  /// A waiver has ended.
  public static final String WAIVER_EXPIRED = "governance/waiver-expired";

  /// A waiver excuses nothing.
  public static final String WAIVER_UNUSED = "governance/waiver-unused";

  private PolicyRules() {}

  /// Every rule, for the reference.
  public static List<Rule> catalogue() {
    return List.of(
        new Rule(
            EXPRESSION,
            Severity.ERROR,
            "An expression of a policy cannot be compiled.",
            "Until it can, everything the policy would enforce is blocked."),
        new Rule(
            PARAMETER,
            Severity.ERROR,
            "A parameter of a policy is unknown, or of another type.",
            "Until it is right, everything the policy would enforce is blocked."),
        new Rule(
            PLACE,
            Severity.ERROR,
            "`at` names no key of the manifest.",
            "Write a path as it stands in the manifest, such as `sla.freshness`."),
        new Rule(
            UNKNOWN_BASE,
            Severity.ERROR,
            "No policy of that name comes with Weft.",
            "The page of policies lists them."),
        new Rule(
            DUPLICATE,
            Severity.ERROR,
            "Two policies have one name.",
            "Waivers and reports go by the name. Rename one, or write `basedOn`."),
        new Rule(
            WAIVER_EXPIRED,
            Severity.WARNING,
            "A waiver has ended and excuses nothing any more.",
            "Remove it, or have it approved anew."),
        new Rule(
            WAIVER_UNUSED,
            Severity.WARNING,
            "A waiver excuses nothing: its product keeps the policy, or there is no such policy.",
            "Remove it."));
  }
}
