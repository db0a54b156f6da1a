// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.status;

import dev.weft.daemon.loop.PassDetail;
import dev.weft.daemon.loop.PassListener;
import dev.weft.daemon.loop.PassReport;
import dev.weft.git.Commit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// How things stand, in numbers that are told even while nothing happens: what differs
/// (`weft_drift_resources`), what the journal has open (`weft_journal_open`,
/// `weft_journal_unknown_total`), what policies find (`weft_policy_findings`), waivers
/// (`weft_waivers`, and `weft_waivers_missed` without which something is blocked), policies that
/// cannot be evaluated (`weft_policies_broken`), which clusters can be read
/// (`weft_cluster_reachable`), how long ago everything was compared
/// (`weft_last_full_pass_age_seconds`), how long the oldest commit waits
/// (`weft_oldest_work_seconds`), and how long ago the branch could be read
/// (`weft_source_lag_seconds`).
///
/// Labels have few values: states, modes, names of clusters.
public final class StateMetrics implements PassListener {

  private static final List<String> MODES = List.of("enforce", "warn", "audit", "waived");
  private static final List<String> WAIVER_STATES =
      List.of("active", "pending", "expired", "refused");
  private static final List<String> LAPSED = List.of("expired", "refused");
  private static final String STATE = "state";

  private final MeterRegistry registry;
  private final Clock clock;
  private final Instant startedAt;
  private final AtomicReference<PassDetail.Numbers> numbers =
      new AtomicReference<>(PassDetail.NONE.numbers());
  private final Map<String, AtomicInteger> clusters = new ConcurrentHashMap<>();
  private final Counter unknown;
  private volatile @Nullable Instant fullPassAt;
  private volatile @Nullable Instant waitingSince;

  /// @param registry where the numbers are kept
  public StateMetrics(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.unknown =
        Counter.builder("weft.journal.unknown")
            .description("Changes of which nobody knew whether they were made.")
            .register(registry);
    drift("differing", PassDetail.Numbers::differing);
    drift("held", PassDetail.Numbers::held);
    drift("suspended", PassDetail.Numbers::suspended);
    Gauge.builder("weft.journal.open", numbers, now -> now.get().journalOpen())
        .description("Steps that were intended and not confirmed when the last pass began.")
        .register(registry);
    for (String mode : MODES) {
      Gauge.builder(
              "weft.policy.findings", numbers, now -> now.get().findings().getOrDefault(mode, 0))
          .tag("mode", mode)
          .description("What policies find, by what they do about it.")
          .register(registry);
    }
    for (String state : WAIVER_STATES) {
      Gauge.builder("weft.waivers", numbers, now -> now.get().waivers().getOrDefault(state, 0))
          .tag(STATE, state)
          .description("Waivers, by what becomes of them; only active ones excuse anything.")
          .register(registry);
    }
    age("weft.last.full.pass.age", "Since everything was last compared.", this::fullPass);
    for (String state : LAPSED) {
      Gauge.builder(
              "weft.waivers.missed", numbers, now -> now.get().missed().getOrDefault(state, 0))
          .tag(STATE, state)
          .description("Waivers that excuse nothing, and without which something is blocked.")
          .register(registry);
    }
    Gauge.builder("weft.policies.broken", numbers, now -> now.get().broken())
        .description("Policies that cannot be evaluated, and so count as not kept.")
        .register(registry);
    age(
        "weft.oldest.work",
        "Since the oldest commit was seen that is not real yet.",
        this::waiting);
  }

  /// Tells also how long ago the branch could be read.
  ///
  /// @param lookedAt when it could; asked when somebody scrapes
  public void source(Supplier<Instant> lookedAt) {
    age("weft.source.lag", "Since the branch could last be read.", lookedAt);
  }

  private void drift(String state, ToDoubleFunction<PassDetail.Numbers> number) {
    Gauge.builder("weft.drift.resources", numbers, now -> number.applyAsDouble(now.get()))
        .tag(STATE, state)
        .description("Resources that are not as the branch wants them after the last pass.")
        .register(registry);
  }

  private void age(String name, String description, Supplier<Instant> since) {
    Gauge.builder(name, this, _ -> seconds(since.get()))
        .baseUnit("seconds")
        .description(description)
        .register(registry);
  }

  private Instant fullPass() {
    Instant at = fullPassAt;
    return at == null ? startedAt : at;
  }

  private Instant waiting() {
    Instant since = waitingSince;
    return since == null ? clock.instant() : since;
  }

  private double seconds(Instant since) {
    return Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
  }

  @Override
  public void saw(Commit commit, Instant at, boolean isUsable) {
    if (waitingSince == null) {
      waitingSince = at;
    }
  }

  @Override
  public void finished(PassReport report, boolean hasMore) {
    if (report.detail() != PassDetail.NONE) {
      numbers.set(report.detail().numbers());
    }
    unknown.increment(report.detail().numbers().unknown());
    report.clusters().forEach(sight -> cluster(sight.name()).set(sight.isReachable() ? 1 : 0));
    if (report.isFull()) {
      fullPassAt = report.startedAt().plus(report.took());
    }
    if (report.isSettled()) {
      waitingSince = null;
    }
  }

  /// Another one does the work.
  @Override
  public void waiting(boolean isStandby, String problem) {
    if (isStandby) {
      waitingSince = null;
      fullPassAt = clock.instant();
    }
  }

  private AtomicInteger cluster(String name) {
    return clusters.computeIfAbsent(
        name,
        each -> {
          var reachable = new AtomicInteger();
          Gauge.builder("weft.cluster.reachable", reachable, AtomicInteger::get)
              .tag("cluster", each)
              .description("Whether the last pass could read the cluster.")
              .register(registry);
          return reachable;
        });
  }
}
