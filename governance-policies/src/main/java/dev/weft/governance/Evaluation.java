// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.engine.Limits;
import dev.weft.governance.engine.Outcome;
import dev.weft.governance.fact.PortFact;
import dev.weft.governance.fact.Snapshot;
import dev.weft.governance.fact.Snapshot.GrantSubject;
import dev.weft.governance.fact.Snapshot.Subject;
import dev.weft.governance.policy.Mode;
import dev.weft.governance.policy.Point;
import dev.weft.governance.policy.Policy;
import dev.weft.governance.policy.PolicySet;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.manifest.Manifest;
import dev.weft.model.mesh.Port;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Evaluates policies over one product of a snapshot. Policies do not see each other; what one
/// cannot decide counts as not kept, and hides nothing of the others.
final class Evaluation {

  private static final Policy.Place BEGINNING = new Policy.Place(false, List.of());

  private final Places places;
  private final Snapshot snapshot;
  private final Point point;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  /// What one evaluation is about.
  ///
  /// @param grant name of the grant, if it is one
  /// @param places where something of it stands
  private record Target(
      Policy policy,
      Subject product,
      @Nullable String grant,
      Values values,
      Function<Policy.Place, Location> places) {}

  private Evaluation(Places places, Snapshot snapshot, Point point, Instant now) {
    this.places = places;
    this.snapshot = snapshot;
    this.point = point;
    this.now = now;
  }

  /// Evaluates every policy over every product, by as many threads as there are processors.
  ///
  /// @return in no order that means anything
  static List<Finding> run(
      PolicySet policies,
      Snapshot snapshot,
      Places places,
      Point point,
      Instant now,
      @Nullable CheckMemory memory) {
    return snapshot.products().parallelStream()
        .flatMap(product -> {
          var evaluation = new Evaluation(places, snapshot, point, now);
          evaluation.run(policies, product, memory);
          return evaluation.findings.stream();
        })
        .toList();
  }

  private void run(PolicySet policies, Subject product, @Nullable CheckMemory memory) {
    List<Manifest> manifests = memory == null ? List.of() : places.manifests(product);
    Map<Policy, List<Finding>> known =
        memory == null ? Map.of() : memory.answers(product, manifests);
    Map<Policy, List<Finding>> answers = new IdentityHashMap<>();
    for (Policy policy : policies.policies()) {
      if (policy.mode(point) == Mode.OFF || !policy.looksAt(product.name())) {
        continue;
      }
      List<Finding> answer = known.get(policy);
      if (answer == null) {
        int before = findings.size();
        boolean isTimeless = evaluate(policy, product);
        answer = List.copyOf(findings.subList(before, findings.size()));
        if (isTimeless) {
          answers.put(policy, answer);
        }
      } else {
        findings.addAll(answer);
        answers.put(policy, answer);
      }
    }
    if (memory != null) {
      memory.keep(product, manifests, answers);
    }
    for (PolicySet.Broken broken : policies.broken()) {
      if (broken.mode(point) != Mode.OFF && broken.looksAt(product.name())) {
        findings.add(undecided(broken, product));
      }
    }
  }

  /// Answers whether it would find the same at any other time.
  private boolean evaluate(Policy policy, Subject product) {
    Values values = new Values(policy, snapshot, product, now);
    switch (policy.each()) {
      case PRODUCT ->
          check(
              new Target(
                  policy, product, null, values, place -> places.of(product.source(), place)));
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
                    values.with(fact),
                    place -> places.of(product.source(), port, place)));
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
                  values.with(grant.fact()),
                  place -> places.of(grant.source(), place)));
        }
      }
    }
    return !values.isTimeAsked();
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
      findings.add(finding(target, check.id(), check.at(), message, "").broken());
      return;
    }
    String message = sentence(check.say().render(target.values(), Limits.STANDARD));
    String hint = check.hint() == null ? "" : check.hint().render(target.values(), Limits.STANDARD);
    findings.add(finding(target, check.id(), check.at(), message, hint));
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
        target.policy().mode(point),
        target.product().name(),
        target.grant(),
        check.isEmpty(),
        null,
        message,
        hint,
        target.places().apply(place));
  }

  private Finding undecided(PolicySet.Broken broken, Subject product) {
    return new Finding(
        broken.name(),
        "",
        broken.severity().isEmpty() ? "error" : broken.severity(),
        broken.mode(point),
        product.name(),
        null,
        true,
        null,
        "The policy `%s` has errors, so it cannot be told whether the product keeps it."
            .formatted(broken.name()),
        "put the policy right, at " + broken.location(),
        product.source().location());
  }
}
