// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.testing.Changes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Retries, doubts and read-back, in a time of its own.
class WriteLaneTest {

  private final ScriptedWork work = new ScriptedWork();
  private final Map<PlannedChange, Outcome> reports = new LinkedHashMap<>();
  private long now;

  private Outcome run(PlannedChange planned) {
    run(List.of(planned));
    return Objects.requireNonNull(reports.get(planned));
  }

  private void run(List<PlannedChange> changes) {
    var tools =
        new Lanes.Tools(
            new Connection("onprem", new Properties()),
            Limits.STANDARD,
            time -> {
              now += time.toNanos();
              return true;
            },
            () -> now,
            new Random(7));
    new WriteLane(
            tools,
            work,
            (planned, outcome) ->
                assertThat(reports.put(planned, outcome)).as("second report").isNull())
        .run(changes);
    assertThat(reports.keySet()).containsExactlyInAnyOrderElementsOf(changes);
  }

  private static PlannedChange change(int number) {
    return Changes.createTopic("onprem", "t" + number, 1, Map.of());
  }

  private static List<PlannedChange> changes(int count) {
    return IntStream.range(0, count).mapToObj(WriteLaneTest::change).toList();
  }

  @Test
  void reportsChangeOnceItCanBeSeen() {
    work.looksUntilVisible = 4;

    Outcome outcome = run(change(1));

    assertThat(outcome).isEqualTo(new Outcome.Applied());
    assertThat(work.looks).isEqualTo(4);
  }

  @Test
  void saysThatItDoesNotKnowWhenChangeNeverAppears() {
    work.looksUntilVisible = Integer.MAX_VALUE;

    Outcome outcome = run(change(1));

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Unknown(
                "Cluster `onprem` was told to write onprem/topic/t1, and it could not be read back. The next run looks again."));
    assertThat(Duration.ofNanos(now)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
  }

  @Test
  void goesOnLookingWhenOneLookFails() {
    work.looksThatFail = 2;

    assertThat(run(change(1))).isEqualTo(new Outcome.Applied());
  }

  @Test
  void sendsOnlyThrottledItemsAgainAndNotBeforeTheirTime() {
    work.answer(change(1), new ThrottlingQuotaExceededException(2_500, "slow down"));

    run(changes(3));

    assertThat(work.calls).containsExactly(changes(3), List.of(change(1)));
    assertThat(reports.values()).containsOnly(new Outcome.Applied());
    assertThat(Duration.ofNanos(now)).isGreaterThanOrEqualTo(Duration.ofMillis(2_500));
  }

  @Test
  void halvesCallThatIsTooBig() {
    work.mostInOneCall = 20;

    run(changes(100));

    assertThat(reports.values()).containsOnly(new Outcome.Applied());
    assertThat(work.calls.getFirst()).hasSize(100);
    assertThat(work.calls.getLast().size()).isLessThanOrEqualTo(20);
  }

  @Test
  void findsTheItemsThatPolicyForbids() {
    changes(8).forEach(planned -> work.forbid(planned, "not here"));

    run(changes(8));

    assertThat(reports.values())
        .allSatisfy(outcome ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    Outcome.Failed.class,
                    failed -> {
                      assertThat(failed.kind()).isEqualTo(Outcome.Kind.PERMANENT);
                      assertThat(failed.message()).contains("not here");
                    }));
    // The call of eight, its halves, their halves, each item.
    assertThat(work.calls).hasSize(15);
  }

  @Test
  void tellsPolicyOfOneItemFromSizeOfCall() {
    work.forbid(change(2), "names need a dash");

    run(changes(4));

    assertThat(work.calls).hasSize(1);
    assertThat(reports.get(change(2)))
        .isEqualTo(
            new Outcome.Failed(
                Outcome.Kind.PERMANENT,
                "Cluster `onprem` did not write onprem/topic/t2: names need a dash. A policy of the brokers forbids it: change the manifest, or ask who runs the cluster."));
  }

  @Test
  void looksBeforeItSendsAgainWhatMayHaveArrived() {
    work.answer(change(1), new TimeoutException("late", new DisconnectException("gone")));
    work.isMadeInSpiteOfErrors = true;

    Outcome outcome = run(change(1));

    assertThat(outcome).isEqualTo(new Outcome.Applied());
    assertThat(work.calls).hasSize(1);
  }

  @Test
  void sendsAgainWhatDidNotArrive() {
    work.answer(change(1), new TimeoutException("late", new DisconnectException("gone")));

    Outcome outcome = run(change(1));

    assertThat(outcome).isEqualTo(new Outcome.Applied());
    assertThat(work.calls).hasSize(2);
    assertThat(Duration.ofNanos(now)).isGreaterThan(Duration.ofSeconds(5));
  }

  @Test
  void sendsAgainAtOnceWhatTheServerDidNotTake() {
    work.answer(change(1), new TimeoutException("late", new NotControllerException("not me")));

    Outcome outcome = run(change(1));

    assertThat(outcome).isEqualTo(new Outcome.Applied());
    assertThat(Duration.ofNanos(now)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void givesUpOnWhatStaysImpossibleForNow() {
    work.always = new InvalidReplicationFactorException("2 brokers");

    Outcome outcome = run(change(1));

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Failed(
                Outcome.Kind.TRANSIENT,
                "Cluster `onprem` did not write onprem/topic/t1: 2 brokers. Start the missing brokers, or lower `replication`."));
  }

  @Test
  void doesNotRepeatWhatNobodyMayDo() {
    work.always = new TopicAuthorizationException("Not authorized");

    Outcome outcome = run(change(1));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(Outcome.Kind.PERMANENT);
              assertThat(failed.message()).contains("Not authorized", "kafka-acls");
            });
    assertThat(work.calls).hasSize(1);
  }

  @Test
  void doesNotKnowWhatBecameOfChangesWhenServersStaySilent() {
    work.always = new TimeoutException("late");
    work.looksThatFail = Integer.MAX_VALUE;

    Outcome outcome = run(change(1));

    assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
    assertThat(Duration.ofNanos(now)).isLessThan(Duration.ofMinutes(3));
  }

  @Test
  void reportsEverythingWhenItIsInterrupted() {
    Thread.currentThread().interrupt();
    try {
      run(changes(3));
    } finally {
      boolean _ = Thread.interrupted();
    }

    assertThat(work.calls).isEmpty();
    assertThat(reports.values())
        .allSatisfy(outcome ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    Outcome.Failed.class,
                    failed -> assertThat(failed.kind()).isEqualTo(Outcome.Kind.TRANSIENT)));
  }

  @Test
  void reportsWhatTheCallbackThrows() {
    var tools =
        new Lanes.Tools(
            new Connection("onprem", new Properties()),
            Limits.STANDARD,
            _ -> true,
            () -> now,
            new Random(7));
    var lane =
        new WriteLane(
            tools,
            work,
            (_, _) -> {
              throw new IllegalStateException("fenced");
            });

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> lane.run(changes(1)))
        .hasMessage("fenced");
  }

  /// Servers that answer as a test tells them.
  private static final class ScriptedWork implements Work {

    private final Map<PlannedChange, RuntimeException> once = new HashMap<>();
    private final Map<PlannedChange, RuntimeException> forbidden = new HashMap<>();
    private final List<List<PlannedChange>> calls = new ArrayList<>();
    private final List<PlannedChange> made = new ArrayList<>();
    private @Nullable RuntimeException always;
    private int mostInOneCall = Integer.MAX_VALUE;
    private int looksUntilVisible = 1;
    private int looksThatFail;
    private int looks;
    private boolean isMadeInSpiteOfErrors;

    void answer(PlannedChange planned, RuntimeException error) {
      once.put(planned, error);
    }

    void forbid(PlannedChange planned, String words) {
      forbidden.put(planned, new PolicyViolationException(words));
    }

    @Override
    public String name(PlannedChange planned) {
      return "write " + planned.change().resource().text();
    }

    @Override
    public int most() {
      return 500;
    }

    @Override
    public int weight(PlannedChange planned) {
      return 2;
    }

    @Override
    public boolean isLookedAtEarly() {
      return false;
    }

    @Override
    public Sent send(List<PlannedChange> chunk) {
      calls.add(List.copyOf(chunk));
      boolean isTooBig = chunk.size() > mostInOneCall;
      return planned -> {
        RuntimeException error =
            isTooBig ? new PolicyViolationException("too large") : error(planned);
        if (error == null || isMadeInSpiteOfErrors) {
          made.add(planned);
        }
        return error == null ? new Verdict.Accepted() : new Verdict.Error(error);
      };
    }

    private @Nullable RuntimeException error(PlannedChange planned) {
      if (always != null) {
        return always;
      }
      RuntimeException error = forbidden.get(planned);
      return error == null ? once.remove(planned) : error;
    }

    @Override
    public Map<PlannedChange, Sight> look(List<PlannedChange> changes, boolean isDoubted) {
      looks++;
      if (looks <= looksThatFail) {
        throw new ObservationException("no answer");
      }
      Map<PlannedChange, Sight> sights = new HashMap<>();
      for (PlannedChange planned : changes) {
        boolean isVisible = made.contains(planned) && looks >= looksUntilVisible;
        sights.put(planned, isVisible ? new Sight.There() : new Sight.Absent());
      }
      return sights;
    }
  }
}
