// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.daemon.loop.PassDetail;
import dev.weft.daemon.loop.PassReport;
import dev.weft.daemon.loop.Result;
import dev.weft.daemon.loop.Trigger;
import dev.weft.git.Commit;
import dev.weft.model.event.DaemonStatus;
import dev.weft.provisioner.engine.Reach;
import dev.weft.provisioner.engine.RunReport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoardTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Commit COMMIT =
      new Commit("a".repeat(40), "Olivia", "o@example.org", NOON.minusSeconds(60), "Change");

  private final Board board =
      new Board(
          "dev",
          Clock.fixed(NOON, ZoneOffset.UTC),
          "http://here",
          text -> text.replace("hunter2", "****"));

  @Test
  void isReadyOnlyAfterAPassThatCouldReadTheLog() {
    boolean atFirst = board.isReady();
    board.finished(report(Trigger.START, COMMIT, Result.FAILED, "The log is away.", 0), true);
    boolean afterFailure = board.isReady();
    board.finished(report(Trigger.RETRY, COMMIT, Result.PARTIAL, "", 5), true);

    assertThat(atFirst).isFalse();
    assertThat(afterFailure).isFalse();
    assertThat(board.isReady()).isTrue();
  }

  @Test
  void isReadyAsStandbyButNotWhileItSeeksItsPlace() {
    board.waiting(false, "The group cannot be joined.");
    boolean outside = board.isReady();
    board.waiting(true, "");

    assertThat(outside).isFalse();
    assertThat(board.isReady()).isTrue();
    assertThat(board.view().status().leader()).isFalse();
    assertThat(board.view().status().message()).contains("stands by");
  }

  @Test
  void tellsTheLastPassAndTheLastFullOneWithoutSecrets() {
    board.finished(report(Trigger.START, COMMIT, Result.SYNCED, "", 0), false);
    board.finished(report(Trigger.DRIFT, COMMIT, Result.PARTIAL, "pw hunter2", 100), true);

    DaemonStatus status = board.view().status();
    assertThat(status.revision()).isEqualTo(COMMIT.id());
    assertThat(status.lastPassAt()).isEqualTo(NOON.plusSeconds(102));
    assertThat(status.lastFullPassAt()).isEqualTo(NOON.plusSeconds(2));
    assertThat(status.lastPassResult()).isEqualTo("partial");
    assertThat(status.message()).isEqualTo("pw ****");
    assertThat(board.view().queue().retrying()).isTrue();
  }

  @Test
  void countsPassesAndTheTimeUntilACommitIsReal() {
    var registry = new SimpleMeterRegistry();
    var metrics = new PassMetrics(registry);

    metrics.finished(report(Trigger.COMMIT, COMMIT, Result.PARTIAL, "", 0), true);
    metrics.finished(report(Trigger.RETRY, COMMIT, Result.SYNCED, "", 8), false);

    assertThat(
            registry
                .get("weft.time.to.converge")
                .timer()
                .totalTime(java.util.concurrent.TimeUnit.SECONDS))
        .isEqualTo(10);
    assertThat(registry.get("weft.reconcile").timer().count()).isEqualTo(2);
    assertThat(registry.get("weft.reconcile.total").tag("result", "partial").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("weft.last.full.pass.timestamp").gauge().value())
        .isEqualTo(NOON.plusSeconds(10).getEpochSecond());
    assertThat(registry.get("weft.leader").gauge().value()).isEqualTo(1);
  }

  @Test
  void countsACommitAsRealAlsoWhenNoMoreThanItWasRead() {
    var registry = new SimpleMeterRegistry();
    var metrics = new PassMetrics(registry);

    metrics.finished(report(Trigger.COMMIT, COMMIT, Result.SYNCED, Reach.CHANGES, 0), false);

    assertThat(registry.get("weft.time.to.converge").timer().count()).isEqualTo(1);
    assertThat(registry.get("weft.last.full.pass.timestamp").gauge().value()).isZero();
  }

  private static PassReport report(
      Trigger trigger, @Nullable Commit commit, Result result, String message, int after) {
    return report(trigger, commit, result, Reach.EVERYTHING, message, after);
  }

  private static PassReport report(
      Trigger trigger, @Nullable Commit commit, Result result, Reach reach, int after) {
    return report(trigger, commit, result, reach, "", after);
  }

  private static PassReport report(
      Trigger trigger,
      @Nullable Commit commit,
      Result result,
      Reach reach,
      String message,
      int after) {
    return new PassReport(
        trigger,
        reach,
        commit,
        NOON.plusSeconds(after),
        Duration.ofSeconds(2),
        result,
        message,
        new RunReport.Counts(1, 0, 0, 0, 0, 0),
        List.of(),
        PassDetail.NONE);
  }

  @Test
  void tellsWhetherTheBranchIsSignedAndKeepsSayingSo() {
    board.judged("b".repeat(40), "Its signature is missing, hunter2.");
    board.finished(report(Trigger.COMMIT, COMMIT, Result.PARTIAL, "", 0), false);
    board.waiting(true, "");

    var source = Objects.requireNonNull(board.view().status().source());
    assertThat(source.type()).isEqualTo("SourceVerified");
    assertThat(source.status()).isEqualTo("False");
    assertThat(source.reason()).isEqualTo("SignatureInvalid");
    assertThat(source.message()).contains("b".repeat(40), "missing, ****");
    assertThat(source.since()).isEqualTo(NOON);
  }

  @Test
  void countsCommitsThatWereRefused() {
    var registry = new SimpleMeterRegistry();
    var metrics = new PassMetrics(registry);

    metrics.judged("b", "Its signature is missing.");
    metrics.judged("c", "");

    assertThat(registry.get("weft.source.refusals").counter().count()).isEqualTo(1);
    assertThat(registry.get("weft.source.verified").gauge().value()).isEqualTo(1);
  }
}
