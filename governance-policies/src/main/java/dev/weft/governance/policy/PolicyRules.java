// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import dev.weft.model.diagnostic.RuleCatalogue.Rule;
import dev.weft.model.diagnostic.Severity;
import java.util.ArrayList;
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

  /// The fix of a check is not right.
  public static final String FIX = "governance/fix";

  /// A policy is based on one that does not exist.
  public static final String UNKNOWN_BASE = "governance/unknown-base";

  /// A policy of a domain asks for less than the one it is based on.
  public static final String LOOSENS = "governance/loosens";

  /// Two policies have one name.
  public static final String DUPLICATE = "governance/duplicate";

  /// A waiver has ended.
  public static final String WAIVER_EXPIRED = "governance/waiver-expired";

  /// A waiver is for a policy or a check that does not exist.
  public static final String WAIVER_UNKNOWN = "governance/waiver-unknown";

  /// A waiver is for another major version of its policy.
  public static final String WAIVER_VERSION = "governance/waiver-version";

  /// A waiver is not approved by somebody who may.
  public static final String WAIVER_APPROVAL = "governance/waiver-approval";

  /// A waiver is more than its policy allows.
  public static final String WAIVER_TERMS = "governance/waiver-terms";

  /// A waiver does not say which checks it is for.
  public static final String WAIVER_TOO_WIDE = "governance/waiver-too-wide";

  /// A waiver excuses nothing.
  public static final String WAIVER_UNUSED = "governance/waiver-unused";

  private PolicyRules() {}

  /// Every rule, for the reference.
  public static List<Rule> catalogue() {
    List<Rule> all = new ArrayList<>(aboutPolicies());
    all.addAll(aboutWaivers());
    return List.copyOf(all);
  }

  private static List<Rule> aboutPolicies() {
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
            FIX,
            Severity.ERROR,
            "A step of a fix leads to no key, or has a value that cannot stand there.",
            "Steps change the manifest that the finding is in; the reference of manifests says what"
                + " may stand where. Until it is right, everything the policy would enforce is"
                + " blocked."),
        new Rule(
            UNKNOWN_BASE,
            Severity.ERROR,
            "A policy is based on one that does not exist.",
            "One of the mesh can be based on those that come with Weft, which this page lists; one"
                + " of a domain also on those of the mesh."),
        new Rule(
            LOOSENS,
            Severity.ERROR,
            "A policy of a domain asks for less than the one it is based on.",
            "A domain may only ask for more. The policy it is based on holds as it is; and until this"
                + " one is right, everything it would enforce is blocked in the domain."),
        new Rule(
            DUPLICATE,
            Severity.ERROR,
            "Two policies have one name.",
            "Waivers and reports go by the name. Rename one, or write `basedOn`."));
  }

  private static List<Rule> aboutWaivers() {
    return List.of(
        new Rule(
            WAIVER_EXPIRED,
            Severity.WARNING,
            "A waiver has ended and excuses nothing any more.",
            "Remove it, or have it approved anew."),
        new Rule(
            WAIVER_UNKNOWN,
            Severity.WARNING,
            "A waiver is for a policy that does not exist, or for a check that its policy has not.",
            "Remove it, or write the name as it is now."),
        new Rule(
            WAIVER_VERSION,
            Severity.WARNING,
            "A waiver is for another major version of its policy, and excuses nothing.",
            "The policy asks for something else now. Have the waiver approved anew."),
        new Rule(
            WAIVER_APPROVAL,
            Severity.ERROR,
            "A waiver is approved by who asked for it, or by nobody who may.",
            "It excuses nothing until somebody else approves it, of a team that the policy names."),
        new Rule(
            WAIVER_TERMS,
            Severity.ERROR,
            "A waiver lasts longer than its policy allows or does not say from when, is one too many"
                + " in its domain, or its policy cannot be waived.",
            "It excuses nothing until it keeps the terms of its policy."),
        new Rule(
            WAIVER_TOO_WIDE,
            Severity.ERROR,
            "A waiver does not say which checks of its policy it is for.",
            "It excuses nothing until `checks` names them: nobody approved those that fail tomorrow."
                + " A waiver of a policy with one check need not."),
        new Rule(
            WAIVER_UNUSED,
            Severity.WARNING,
            "A waiver excuses nothing: its product keeps the policy.",
            "Remove it."));
  }
}
