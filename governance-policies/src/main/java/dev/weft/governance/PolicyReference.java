// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.engine.FactTypes;
import dev.weft.governance.engine.Functions;
import dev.weft.governance.engine.Variable;
import dev.weft.governance.fact.Meaning;
import dev.weft.governance.policy.Each;
import dev.weft.governance.policy.Library;
import dev.weft.governance.policy.PolicyRules;
import dev.weft.model.diagnostic.RuleCatalogue;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.yaml.YamlNode;
import java.lang.reflect.RecordComponent;
import java.util.stream.Collectors;

/// Writes the reference page of policies: those that come with Weft, from their own files, and what
/// expressions may read, from the records.
public final class PolicyReference {

  private static final String BEGINNING =
      """
      <!-- Generated from the policies and the facts in governance-policies. Do not edit: run the module's tests with \
      -Dweft.regenerate=true. -->

      # Policies

      A policy says what must hold for every product, port or grant, as a condition in CEL. `weft validate`, `weft plan` and
      `weft apply` ask all policies, with the same call. What an *enforced* policy finds blocks the product, or the grant, it is
      about: its changes are not applied, whatever exists stays as it is, and everything else goes on. Rights can always be taken
      away. A finding of a policy in mode *warn* is shown, in mode *audit* counted.

      A check passes only when its condition is true. One that cannot be evaluated, or takes more than its budget (50,000 steps,
      250 ms of the processor, texts of 65,536 characters), is not kept. A policy with a mistake in it blocks everything it would enforce, and hides
      no other.

      To change a policy that comes with Weft, write one that is `basedOn` it: of the mesh, it takes the other's place; of a
      domain, it is evaluated besides it, and may only ask for more: a parameter in the direction that its `tighten` names, a
      stricter mode, narrower terms of waivers. How policies are written, tried, raised and waived is told in
      [Policies](../concepts/policies.md).

      ```yaml
      apiVersion: weft.dev/v1
      kind: Policy
      metadata: {name: sla-is-present}
      spec: {basedOn: sla-is-present, mode: enforce, params: {slowest: P1D}}
      ```

      The keys of a policy and of a waiver are in the [reference of manifests](manifests.md#policy).

      """;

  private final StringBuilder out = new StringBuilder(BEGINNING);

  private PolicyReference() {}

  /// The page.
  public static String page() {
    PolicyReference page = new PolicyReference();
    page.library();
    page.variables();
    page.facts();
    page.functions();
    page.rules();
    return page.out.toString();
  }

  private void library() {
    out.append(
        "## Policies that come with Weft\n\n| policy | mode | what it asks for |\n|---|---|---|\n");
    for (String name : Library.texts().keySet()) {
      PolicyManifest policy = manifest(name);
      out.append(
          "| [%s](#%s) | %s | %s |\n"
              .formatted(name, name, policy.mode(), policy.header().title()));
    }
    Library.texts().keySet().forEach(name -> policy(manifest(name)));
  }

  private static PolicyManifest manifest(String name) {
    PolicyManifest policy = Library.manifests().get(name);
    if (policy == null) {
      throw new IllegalStateException("no policy " + name);
    }
    return policy;
  }

  private void policy(PolicyManifest policy) {
    PolicyManifest.AppliesTo scope = policy.appliesTo();
    String each = scope == null ? "product" : scope.each();
    PolicyManifest.Text when = scope == null ? null : scope.when();
    out.append("\n### ").append(policy.name()).append("\n\n");
    out.append("**").append(policy.header().title()).append(".** ");
    out.append(policy.description()).append("\n\n");
    out.append(
        "Looks at each %s%s%s; mode `%s`, severity `%s`.\n\n"
            .formatted(
                each,
                scope == null || scope.changes().isEmpty()
                    ? ""
                    : " on " + String.join(" and ", scope.changes()),
                when == null ? "" : " for which `" + when.text() + "`",
                policy.mode(),
                policy.severity()));
    out.append("| check | what a finding says | what to do | fix |\n|---|---|---|---|\n");
    for (PolicyManifest.Check check : policy.checks()) {
      PolicyManifest.Text hint = check.hint();
      out.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  check.id(),
                  cell(check.say().text()),
                  hint == null ? "" : cell(hint.text()),
                  check.fix().stream()
                      .map(step -> step(check, step))
                      .collect(Collectors.joining("; "))));
    }
    if (!policy.params().isEmpty()) {
      out.append(
          "\n| parameter | type | default | a domain may | meaning |\n|---|---|---|---|---|\n");
      policy
          .params()
          .forEach((name, param) ->
              out.append(
                  "| `%s` | %s | %s | %s | %s |\n"
                      .formatted(
                          name,
                          param.type(),
                          value(param.value()),
                          tighten(param.tighten()),
                          cell(param.meaning()))));
    }
    out.append("\n| case | finds |\n|---|---|\n");
    for (PolicyManifest.Case test : policy.tests()) {
      String finds =
          test.finds().stream().map(id -> "`" + id + "`").collect(Collectors.joining(", "));
      out.append("| %s | %s |\n".formatted(cell(test.name()), finds.isEmpty() ? "nothing" : finds));
    }
  }

  private static String step(PolicyManifest.Check check, PolicyManifest.FixStep step) {
    String place = "`" + check.at().text() + step.at().text() + "`";
    PolicyManifest.Text expression = step.expression();
    YamlNode literal = step.value();
    String value = "";
    if (expression != null) {
      value = "`" + cell(expression.text()) + "`";
    } else if (literal != null) {
      value = value(literal);
    }
    return switch (step.op()) {
      case "add" -> "add %s to %s".formatted(value, place);
      case "remove" -> "remove " + place;
      default -> "set %s to %s".formatted(place, value);
    };
  }

  private static String tighten(String word) {
    return switch (word) {
      case "lower" -> "lower it";
      case "higher" -> "raise it";
      case "subset" -> "take from it";
      case "superset" -> "add to it";
      default -> "not change it";
    };
  }

  private static String value(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar -> "`" + cell(scalar.text()) + "`";
      case YamlNode.Sequence list ->
          list.items().stream().map(PolicyReference::value).collect(Collectors.joining(", "));
      case YamlNode.Mapping _ -> "";
    };
  }

  private void variables() {
    out.append("\n## What expressions may read\n");
    for (Each each : Each.values()) {
      out.append("\n### Each ").append(each.word()).append("\n\n");
      out.append("| variable | type | meaning |\n|---|---|---|\n");
      for (Variable variable : each.variables()) {
        out.append(
            "| `%s` | %s | %s |\n"
                .formatted(variable.name(), variable.describe(), each.meaning(variable.name())));
      }
      out.append("| `params.<name>` | as declared | the parameter of the policy |\n");
    }
  }

  private void facts() {
    for (Class<?> fact : FactTypes.facts()) {
      out.append("\n### ").append(FactTypes.nameOf(fact)).append("\n\n");
      out.append("| component | type | meaning |\n|---|---|---|\n");
      for (RecordComponent component : fact.getRecordComponents()) {
        Meaning meaning = component.getAnnotation(Meaning.class);
        out.append(
            "| `%s` | %s | %s |\n"
                .formatted(
                    component.getName(),
                    FactTypes.describe(component.getGenericType()),
                    meaning == null ? "" : cell(meaning.value())));
      }
    }
    out.append(
        """

        What is `optional` may be absent: ask with `has(port.sla.freshness)`, take it with `.value()` or `.orValue(…)`. Reading it
        without is refused when the policy is loaded.
        """);
  }

  private void functions() {
    out.append("\n## Functions besides those of CEL\n\n| function | gives |\n|---|---|\n");
    for (Functions.Described function : Functions.described()) {
      out.append("| `%s` | %s |\n".formatted(function.signature(), function.meaning()));
    }
  }

  private void rules() {
    out.append("\n## Diagnostics about policies and waivers\n\n");
    out.append("| rule | severity | what it says | what to do, and why |\n|---|---|---|---|\n");
    for (RuleCatalogue.Rule rule : PolicyRules.catalogue()) {
      out.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(rule.id(), rule.severity().word(), rule.summary(), rule.advice()));
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
