// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.daemon.loop.PassDetail;
import dev.weft.daemon.loop.PassReport;
import dev.weft.daemon.loop.Result;
import dev.weft.daemon.loop.Trigger;
import dev.weft.git.Commit;
import dev.weft.provisioner.engine.Reach;
import dev.weft.provisioner.engine.RunReport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateMetricsTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Commit COMMIT = new Commit("c0", "Olivia", "o@example.org", NOON, "One");

  private Instant now = NOON;
  private Instant lookedAt = NOON;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final InstantSource source = () -> now;
  private final StateMetrics metrics = new StateMetrics(registry, source.withZone(ZoneOffset.UTC));

  private double gauge(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  private PassReport pass(Result result, int differing) {
    return pass(result, Reach.EVERYTHING, differing);
  }

  private PassReport pass(Result result, Reach reach, int differing) {
    var numbers =
        new PassDetail.Numbers(
            differing,
            2,
            1,
            4,
            3,
            Map.of("enforce", 5),
            Map.of("active", 6, "expired", 7),
            Map.of("expired", 2),
            10);
    return new PassReport(
        Trigger.COMMIT,
        reach,
        COMMIT,
        now,
        Duration.ZERO,
        result,
        "",
        new RunReport.Counts(0, 0, 0, 0, 0, 0),
        List.of(
            new PassReport.ClusterSight("onprem", true, "", now),
            new PassReport.ClusterSight("cloud", false, "away", now)),
        new PassDetail(List.of(), 0, numbers));
  }

  @Test
  void tellsHowThingsStandAfterAPass() {
    metrics.finished(pass(Result.PARTIAL, 8), true);
    metrics.finished(pass(Result.PARTIAL, 9), true);

    assertThat(gauge("weft.drift.resources", "state", "differing")).isEqualTo(9);
    assertThat(gauge("weft.drift.resources", "state", "held")).isEqualTo(2);
    assertThat(gauge("weft.drift.resources", "state", "suspended")).isEqualTo(1);
    assertThat(gauge("weft.journal.open")).isEqualTo(4);
    assertThat(registry.get("weft.journal.unknown").counter().count()).isEqualTo(6);
    assertThat(gauge("weft.policy.findings", "mode", "enforce")).isEqualTo(5);
    assertThat(gauge("weft.policy.findings", "mode", "waived")).isZero();
    assertThat(gauge("weft.waivers", "state", "expired")).isEqualTo(7);
    assertThat(gauge("weft.waivers.missed", "state", "expired")).isEqualTo(2);
    assertThat(gauge("weft.waivers.missed", "state", "refused")).isZero();
    assertThat(gauge("weft.policies.broken")).isEqualTo(10);
    assertThat(gauge("weft.cluster.reachable", "cluster", "onprem")).isEqualTo(1);
    assertThat(gauge("weft.cluster.reachable", "cluster", "cloud")).isZero();
  }

  @Test
  void countsFromTheOldestCommitThatIsNotReal() {
    metrics.saw(COMMIT, now, true);
    now = NOON.plusSeconds(10);
    metrics.saw(COMMIT, now, true);
    metrics.finished(pass(Result.PARTIAL, 1), true);
    now = NOON.plusSeconds(30);

    double waiting = gauge("weft.oldest.work");
    // What was read is enough: the commit needed no more.
    metrics.finished(pass(Result.SYNCED, Reach.CHANGES, 0), false);

    assertThat(waiting).isEqualTo(30);
    assertThat(gauge("weft.oldest.work")).isZero();
  }

  @Test
  void growsOlderWhileNothingIsCompared() {
    metrics.source(() -> lookedAt);
    now = NOON.plusSeconds(60);
    double since = gauge("weft.last.full.pass.age");
    metrics.finished(pass(Result.WAITING, 1), false);
    now = NOON.plusSeconds(75);

    assertThat(since).isEqualTo(60);
    assertThat(gauge("weft.last.full.pass.age")).isEqualTo(15);
    assertThat(gauge("weft.source.lag")).isEqualTo(75);
  }

  @Test
  void worriesNobodyWhileAnotherOneWrites() {
    metrics.saw(COMMIT, now, true);
    now = NOON.plusSeconds(600);

    metrics.waiting(true, "");

    assertThat(gauge("weft.oldest.work")).isZero();
    assertThat(gauge("weft.last.full.pass.age")).isZero();
  }
}
