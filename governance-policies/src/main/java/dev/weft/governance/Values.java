// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.engine.Bindings;
import dev.weft.governance.engine.Limits;
import dev.weft.governance.engine.Outcome;
import dev.weft.governance.engine.Unavailable;
import dev.weft.governance.fact.GrantFact;
import dev.weft.governance.fact.PortFact;
import dev.weft.governance.fact.Snapshot;
import dev.weft.governance.fact.Snapshot.GrantSubject;
import dev.weft.governance.fact.Snapshot.Subject;
import dev.weft.governance.policy.Policy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The values of one evaluation. Nothing is worked out before an expression asks for it.
final class Values implements Bindings {

  private static final String PARAMS = "params.";

  private final Policy policy;
  private final Snapshot snapshot;
  private final Subject product;
  private final Instant now;
  private final Asked asked;
  private final @Nullable PortFact port;
  private final @Nullable GrantFact grant;
  private final Map<String, Outcome> lets = new HashMap<>();

  /// What was asked for that is not the product's own.
  private static final class Asked {
    private boolean forTime;
    private boolean forDomain;
  }

  Values(Policy policy, Snapshot snapshot, Subject product, Instant now) {
    this(policy, snapshot, product, now, new Asked(), null, null);
  }

  private Values(
      Policy policy,
      Snapshot snapshot,
      Subject product,
      Instant now,
      Asked asked,
      @Nullable PortFact port,
      @Nullable GrantFact grant) {
    this.policy = policy;
    this.snapshot = snapshot;
    this.product = product;
    this.now = now;
    this.asked = asked;
    this.port = port;
    this.grant = grant;
  }

  Values with(PortFact one) {
    return new Values(policy, snapshot, product, now, asked, one, null);
  }

  Values with(GrantFact one) {
    return new Values(policy, snapshot, product, now, asked, null, one);
  }

  /// Whether anything was asked for that is another one at another time.
  boolean isTimeAsked() {
    return asked.forTime;
  }

  /// Whether anything was asked for that hangs on other products of the domain.
  boolean isDomainAsked() {
    return asked.forDomain;
  }

  @Override
  public Optional<Object> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "product" -> product.fact();
          case "port" -> port;
          case "grant" -> grant;
          case "removals" -> product.removals();
          case "domain" -> domain();
          case "ports" -> grant != null ? grant.ports() : product.fact().ports();
          case "fields" -> port != null ? port.fields() : product.fields();
          case "grants" -> grants();
          case "consumers" -> product.consumers();
          case "terms" -> snapshot.terms();
          case "previous" -> product.previous();
          case "change" -> product.change();
          case "schemaChanges" -> schemaChanges();
          case "environment" -> snapshot.environment();
          case "now" -> time();
          default -> name.startsWith(PARAMS) ? param(name) : let(name);
        });
  }

  private Object domain() {
    asked.forDomain = true;
    return snapshot.domain(product.name());
  }

  private Instant time() {
    asked.forTime = true;
    return now;
  }

  private Object param(String name) {
    return Objects.requireNonNull(policy.params().get(name.substring(PARAMS.length())), name);
  }

  private @Nullable Object let(String name) {
    for (Policy.Let let : policy.lets()) {
      if (let.name().equals(name)) {
        Outcome known = lets.get(name);
        Outcome outcome = known == null ? let.value().evaluate(this, Limits.STANDARD) : known;
        lets.put(name, outcome);
        return switch (outcome) {
          case Outcome.Value(Object value) -> value;
          case Outcome.Broken(String reason) ->
              throw new Unavailable("`%s` has no value: %s".formatted(name, reason));
        };
      }
    }
    return null;
  }

  private Object schemaChanges() {
    if (product.schemaChanges().isEmpty()) {
      return List.of();
    }
    PortFact one = port;
    GrantFact access = grant;
    return product.schemaChanges().stream()
        .filter(fact -> one == null || fact.port().equals(one.ref()))
        .filter(fact -> access == null || access.refs().contains(fact.port()))
        .toList();
  }

  private Object grants() {
    PortFact one = port;
    return product.grants().stream()
        .map(GrantSubject::fact)
        .filter(fact -> one == null || fact.refs().contains(one.ref()))
        .toList();
  }
}
