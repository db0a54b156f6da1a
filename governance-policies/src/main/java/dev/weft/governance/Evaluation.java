// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.engine.Limits;
import dev.weft.governance.engine.Outcome;
import dev.weft.governance.fact.DomainFact;
import dev.weft.governance.fact.PortFact;
import dev.weft.governance.fact.Snapshot;
import dev.weft.governance.fact.Snapshot.GrantSubject;
import dev.weft.governance.fact.Snapshot.Subject;
import dev.weft.governance.policy.Fix;
import dev.weft.governance.policy.Mode;
import dev.weft.governance.policy.Point;
import dev.weft.governance.policy.Policy;
import dev.weft.governance.policy.PolicySet;
import dev.weft.model.manifest.Manifest;
import dev.weft.model.mesh.Port;
import dev.weft.model.name.ProductName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Evaluates policies over one product of a snapshot. Policies do not see each other; what one
/// cannot decide counts as not kept, and hides nothing of the others.
final class Evaluation {

  private static final String SPEC = "/spec";
  private static final Policy.Place BEGINNING = new Policy.Place(false, List.of());

  private final Places places;
  private final Snapshot snapshot;
  private final List<Point> points;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();
  private final @Nullable List<Explanation> explanations;

  /// What one evaluation is about.
  ///
  /// @param grant name of the grant, if it is one
  /// @param root JSON pointer to where it begins in its manifest
  /// @param spot where it stands; looked for when something is found
  private record Target(
      Policy policy,
      Subject product,
      @Nullable String grant,
      String root,
      Values values,
      Supplier<Places.Spot> spot) {}

  private Evaluation(
      Places places,
      Snapshot snapshot,
      List<Point> points,
      Instant now,
      @Nullable List<Explanation> explanations) {
    this.explanations = explanations;
    this.places = places;
    this.snapshot = snapshot;
    this.points = points;
    this.now = now;
  }

  /// Evaluates every policy over every product, by as many threads as there are processors.
  ///
  /// @param points where the verdict is needed; findings have the mode of the first, which may be
  ///   `off` where a policy is asked for another one's sake
  /// @return in no order that means anything
  static List<Finding> run(
      PolicySet policies,
      Snapshot snapshot,
      Places places,
      List<Point> points,
      Instant now,
      CheckMemory.@Nullable Answers memory) {
    List<Policy> asked = asked(policies, points, now);
    return snapshot.products().parallelStream()
        .flatMap(product -> {
          var evaluation = new Evaluation(places, snapshot, points, now, null);
          evaluation.run(asked, policies.broken(), product, memory);
          return evaluation.findings.stream();
        })
        .toList();
  }

  /// The same over some products, with the values that decided each finding.
  static List<Explanation> explain(
      PolicySet policies,
      Snapshot snapshot,
      Places places,
      List<Point> points,
      Instant now,
      Predicate<ProductName> wanted) {
    List<Policy> asked = asked(policies, points, now);
    List<Explanation> explanations = new ArrayList<>();
    for (Subject product : snapshot.products()) {
      if (wanted.test(product.name())) {
        new Evaluation(places, snapshot, points, now, explanations)
            .run(asked, policies.broken(), product, null);
      }
    }
    return explanations;
  }

  private static List<Policy> asked(PolicySet policies, List<Point> points, Instant now) {
    return policies.policies().stream()
        .filter(policy -> points.stream().anyMatch(point -> policy.mode(point, now) != Mode.OFF))
        .toList();
  }

  /// @param policies that are not `off` at all of the points
  private void run(
      List<Policy> policies,
      List<PolicySet.Broken> allBroken,
      Subject product,
      CheckMemory.@Nullable Answers memory) {
    List<Manifest> manifests = memory == null ? List.of() : places.manifests(product);
    DomainFact domain = snapshot.domain(product.name());
    CheckMemory.Known same = memory == null ? null : memory.find(product, domain, manifests);
    if (same != null) {
      same.answers().forEach(answer -> findings.addAll(answer.findings()));
      same.told().again().forEach(policy -> evaluate(policy, product));
    } else {
      evaluate(policies, product, domain, manifests, memory);
    }
    for (PolicySet.Broken broken : allBroken) {
      boolean isAsked = points.stream().anyMatch(point -> broken.mode(point, now) != Mode.OFF);
      if (isAsked && broken.looksAt(product.name()) && broken.looksAt(product.change())) {
        findings.add(undecided(broken, product));
      }
    }
  }

  /// Asks those of which it is not known what they say.
  private void evaluate(
      List<Policy> policies,
      Subject product,
      DomainFact domain,
      List<Manifest> manifests,
      CheckMemory.@Nullable Answers memory) {
    Map<Policy, CheckMemory.Answer> known =
        memory == null ? Map.of() : memory.of(product, domain, manifests);
    Map<Policy, CheckMemory.Answer> answers = new IdentityHashMap<>();
    List<Policy> again = new ArrayList<>();
    for (Policy policy : policies) {
      if (!policy.looksAt(product.name()) || !policy.looksAt(product.change())) {
        continue;
      }
      CheckMemory.Answer answer = known.get(policy);
      if (answer == null) {
        int before = findings.size();
        Values values = evaluate(policy, product);
        if (values.isTimeAsked()) {
          again.add(policy);
        } else {
          List<Finding> found = findings.subList(before, findings.size());
          answers.put(policy, new CheckMemory.Answer(found, values.isDomainAsked()));
        }
      } else {
        findings.addAll(answer.findings());
        answers.put(policy, answer);
      }
    }
    if (memory != null) {
      memory.keep(product, domain, manifests, new CheckMemory.Told(answers, again));
    }
  }

  /// Answers with what was looked at.
  private Values evaluate(Policy policy, Subject product) {
    Values values = new Values(policy, snapshot, product, now);
    switch (policy.each()) {
      case PRODUCT ->
          check(new Target(policy, product, null, SPEC, values, () -> places.of(product.source())));
      case PORT -> {
        for (int i = 0; i < product.source().ports().size(); i++) {
          Port port = product.port(i);
          PortFact fact = product.fact().ports().get(i);
          if (isOffered(port)) {
            check(
                new Target(
                    policy,
                    product,
                    null,
                    SPEC + "/ports/" + fact.ref(),
                    values.with(fact),
                    () -> places.of(product.source(), port)));
          }
        }
      }
      case GRANT -> {
        for (GrantSubject grant : product.grants()) {
          check(
              new Target(
                  policy,
                  product,
                  grant.source().name(),
                  SPEC,
                  values.with(grant.fact()),
                  () -> places.of(grant.source())));
        }
      }
    }
    return values;
  }

  private static boolean isOffered(Port port) {
    return switch (port.status()) {
      case ACTIVE, DEPRECATED -> true;
      case DRAFT, RETIRED -> false;
    };
  }

  private void check(Target target) {
    if (applies(target)) {
      target.policy().checks().forEach(check -> check(target, check));
    }
  }

  private boolean applies(Target target) {
    if (target.policy().when() == null) {
      return true;
    }
    Outcome outcome = target.policy().when().evaluate(target.values(), Limits.STANDARD);
    if (isDecided(outcome)) {
      return outcome.isTrue();
    }
    findings.add(
        finding(
            target,
            "",
            BEGINNING,
            "Whether the policy applies cannot be told, so it does and is not kept: %s."
                .formatted(reason(outcome)),
            ""));
    return false;
  }

  private void check(Target target, Policy.Check check) {
    Outcome outcome = check.condition().evaluate(target.values(), Limits.STANDARD);
    if (outcome.isTrue()) {
      return;
    }
    if (!isDecided(outcome)) {
      String message =
          "The check `%s` cannot be evaluated, which counts as not kept: %s."
              .formatted(check.id(), reason(outcome));
      found(finding(target, check.id(), check.at(), message, "").broken(), target, check);
      return;
    }
    String message = sentence(check.say().render(target.values(), Limits.STANDARD));
    String hint = check.hint() == null ? "" : check.hint().render(target.values(), Limits.STANDARD);
    Finding finding = finding(target, check.id(), check.at(), message, hint);
    Fix fix = check.fix();
    Proposal proposal =
        fix == null ? null : Proposals.of(fix, target.values(), target.spot().get()::path);
    found(proposal == null ? finding : finding.with(proposal), target, check);
  }

  private void found(Finding finding, Target target, Policy.Check check) {
    findings.add(finding);
    if (explanations != null) {
      Policy policy = target.policy();
      explanations.add(
          new Explanation(
              finding,
              List.of(snapshot.environment()),
              policy.title(),
              policy.description(),
              check.condition().text(),
              check.condition().explain(target.values(), Limits.STANDARD)));
    }
  }

  private static boolean isDecided(Outcome outcome) {
    return outcome instanceof Outcome.Value(Object value) && value instanceof Boolean;
  }

  private static String reason(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Broken(String reason) -> reason;
      case Outcome.Value(Object value) ->
          "it gives " + value.getClass().getSimpleName() + ", not true or false";
    };
  }

  private static String sentence(String text) {
    String line = text.strip();
    boolean isEnded = line.endsWith(".") || line.endsWith("?") || line.endsWith("…");
    return isEnded ? line : line + ".";
  }

  private Finding finding(
      Target target, String check, Policy.Place place, String message, String hint) {
    return new Finding(
        target.policy().name(),
        check,
        target.policy().severity(),
        target.policy().mode(points.getFirst(), now),
        target.product().name(),
        target.grant(),
        place.pointer(target.root()),
        check.isEmpty(),
        null,
        message,
        hint,
        null,
        target.spot().get().location(place));
  }

  private Finding undecided(PolicySet.Broken broken, Subject product) {
    return new Finding(
        broken.name(),
        "",
        broken.severity().isEmpty() ? "error" : broken.severity(),
        broken.mode(points.getFirst(), now),
        product.name(),
        null,
        SPEC,
        true,
        null,
        "The policy `%s` has errors, so it cannot be told whether the product keeps it."
            .formatted(broken.name()),
        "put the policy right, at " + broken.location(),
        null,
        product.source().location());
  }
}
