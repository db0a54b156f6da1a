// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.model.event.PauseStatus;
import dev.weft.model.load.SourceFile;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import dev.weft.provisioner.engine.RunRefusedException;
import dev.weft.provisioner.log.LogWriteException;
import dev.weft.provisioner.log.WriterGroup.Standing;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.testing.FakeCrash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class LoopTest {

  private final Bench bench = new Bench();
  private final MemoryTree tree = GeneratedMesh.of(GeneratedMesh.Size.SMALL, 3).tree();

  @Test
  void readsNoMoreThanACommitIsAbout() {
    bench.push(tree);
    bench.step();
    bench.pass(Duration.ofMinutes(20));
    bench.step();
    assertThat(bench.last().isFull()).isTrue();
    int whole = bench.cluster.observations();
    List<ResourceKey> before = bench.cluster.looks();
    assertThat(before).isEmpty();

    String product =
        tree.files().stream()
            .map(SourceFile::path)
            .filter(path -> tree.text(path).contains("compression.type: zstd"))
            .findFirst()
            .orElseThrow();
    bench.push(
        tree.copy()
            .with(
                product,
                tree.text(product)
                    .replaceFirst("compression.type: zstd", "compression.type: lz4")));
    bench.step();

    assertThat(bench.last().trigger()).isEqualTo(Trigger.COMMIT);
    assertThat(bench.last().result()).isEqualTo(Result.SYNCED);
    assertThat(bench.last().counts().succeeded()).isEqualTo(1);
    assertThat(bench.last().isFull()).isFalse();
    assertThat(bench.cluster.looks()).hasSizeBetween(1, 10);
    assertThat(bench.cluster.observations()).isEqualTo(whole);
  }

  @Test
  void comparesEverythingInTimeAlsoWhenTheBranchNeverRests() {
    bench.push(tree);
    bench.step();
    for (int i = 0; i < 3; i++) {
      bench.pass(Duration.ofMinutes(5));
      bench.push(tree.copy().with("CONTRIBUTING.md", "Edit " + i));
      bench.step();
      assertThat(bench.last().trigger()).isEqualTo(Trigger.COMMIT);
    }

    assertThat(bench.reports).filteredOn(PassReport::isFull).hasSizeGreaterThan(1);
  }

  @Test
  void leavesWhatPoliciesForbidAndSaysWhichOne() {
    String teams = tree.text("teams.yaml").replace(", email: team@example.com", "");
    bench.push(tree.copy().with("teams.yaml", teams));

    bench.step();

    assertThat(bench.last().result()).isEqualTo(Result.WAITING);
    assertThat(bench.last().message()).contains("owner-is-reachable");
    assertThat(bench.last().counts().refused()).isPositive();
    assertThat(bench.published).hasSize(1);
  }

  @Test
  void makesTheBranchRealAndThenLeavesTheServersAlone() {
    bench.push(tree);

    bench.step();
    int made = bench.cluster.made().size();
    bench.step();

    assertThat(bench.last().trigger()).isEqualTo(Trigger.START);
    assertThat(bench.last().result()).as(bench.last().message()).isEqualTo(Result.SYNCED);
    assertThat(made).isPositive();
    assertThat(bench.cluster.made()).hasSize(made);
    assertThat(bench.reports).hasSize(1);
  }

  @Test
  void followsTheBranch() {
    bench.push(tree);
    bench.step();
    bench.push(tree.copy().with("README.md", "More."));

    bench.step();

    assertThat(bench.last().trigger()).isEqualTo(Trigger.COMMIT);
    assertThat(bench.last().result()).isEqualTo(Result.SYNCED);
    assertThat(bench.plans).isEqualTo(2);
  }

  @Test
  void changesNothingOfWhatIsPausedAndGoesOnWhenThatEnds() {
    // Given
    bench.push(tree);
    Instant end = bench.now().plus(Duration.ofMinutes(5));
    bench.paused =
        List.of(
            new PauseStatus(PauseStatus.ALL, "petra", "Brokers are upgraded", bench.now(), end));
    bench.step();
    PassReport paused = bench.last();
    int made = bench.cluster.made().size();
    bench.pass(Duration.ofMinutes(6));

    // When
    bench.step();

    // Then
    assertThat(made).isZero();
    assertThat(paused.result()).isEqualTo(Result.WAITING);
    assertThat(paused.message())
        .contains("Everything is paused by petra", "Brokers are upgraded.", "weft resume");
    assertThat(paused.detail().numbers().suspended()).isPositive();
    assertThat(bench.last().trigger()).isEqualTo(Trigger.EXPIRY);
    assertThat(bench.last().result()).as(bench.last().message()).isEqualTo(Result.SYNCED);
    assertThat(bench.last().detail().numbers().suspended()).isZero();
    assertThat(bench.cluster.made()).isNotEmpty();
  }

  @Test
  void goesOnBesideAPausedProduct() {
    bench.push(tree);
    bench.step();
    List<String> owners =
        bench.cluster.made().stream()
            .map(planned -> planned.owner())
            .filter(owner -> owner.kind() == Owner.Kind.PRODUCT)
            .map(owner -> "urn:weft:" + owner.domain() + ":" + owner.name())
            .distinct()
            .toList();
    var other = new Bench();
    other.push(tree);
    other.paused =
        List.of(new PauseStatus(owners.getFirst(), "petra", "It is looked at", bench.now(), null));

    other.step();

    assertThat(other.last().result()).isEqualTo(Result.WAITING);
    assertThat(other.last().message()).contains(owners.getFirst() + " is paused by petra");
    assertThat(other.cluster.made())
        .isNotEmpty()
        .noneMatch(planned ->
            ("urn:weft:" + planned.owner().domain() + ":" + planned.owner().name())
                .equals(owners.getFirst()));
  }

  @Test
  void leavesAPausedClusterAlone() {
    bench.push(tree);
    bench.paused =
        List.of(
            new PauseStatus(PauseStatus.cluster("onprem"), "petra", "It moves", bench.now(), null));

    bench.step();

    assertThat(bench.cluster.made()).isEmpty();
    assertThat(bench.last().counts().applied()).as("schemas are elsewhere").isPositive();
  }

  @Test
  void letsABadProductStallAlone() {
    // Given
    bench.push(tree);
    var topics = new TreeSet<String>();
    Predicate<PlannedChange> isBad =
        planned -> {
          topics.add(planned.owner().toString());
          return planned.owner().toString().equals(topics.first());
        };
    bench.cluster.failing(isBad, Outcome.Kind.PERMANENT, "The broker's policy forbids it.");

    // When
    bench.step();

    // Then
    assertThat(bench.last().result()).isEqualTo(Result.PARTIAL);
    assertThat(bench.last().message()).contains("The broker's policy forbids it.");
    assertThat(bench.last().counts().applied()).isPositive();
    assertThat(bench.last().counts().failed()).isPositive();
  }

  @Test
  void healsDriftOnItsTimer() {
    bench.push(tree);
    bench.step();
    String topic = bench.cluster.observe().topics().keySet().iterator().next();
    bench.cluster.withConfig(topic, "retention.ms", "1234");

    List<Trigger> triggers = new ArrayList<>();
    for (int i = 0; i < 13 * 60; i++) {
      bench.pass(Bench.POLL);
      bench.step();
    }
    bench.reports.forEach(report -> triggers.add(report.trigger()));

    assertThat(triggers).containsExactly(Trigger.START, Trigger.DRIFT);
    assertThat(bench.last().counts().applied()).isEqualTo(1);
  }

  @Test
  void looksAgainWhenADayEndsWhateverTheTimersSay() {
    bench.push(tree);
    bench.step();

    bench.jump(Duration.ofHours(2));
    bench.step();
    bench.step();

    assertThat(bench.last().trigger()).isEqualTo(Trigger.EXPIRY);
    assertThat(bench.reports).hasSize(2);
  }

  @Test
  void isNotDisturbedByAClockThatJumps() {
    bench.push(tree);
    bench.step();

    bench.jump(Duration.ofMinutes(30));
    bench.step();

    assertThat(bench.reports).hasSize(1);
  }

  @Test
  void takesBackRightsOnTheDayAfterAGrantEnds() {
    // Given
    MemoryTree ending = tree.copy();
    tree.files().stream()
        .map(file -> file.path())
        .filter(path -> path.contains("/access/"))
        .forEach(path ->
            ending.with(
                path,
                tree.text(path).replaceAll("expires: [0-9-]+", "expires: " + GeneratedMesh.TODAY)));
    bench.push(ending);
    bench.step();
    int before = bench.cluster.made().size();

    // When
    bench.jump(Duration.ofHours(2));
    bench.step();

    // Then
    assertThat(bench.last().trigger()).isEqualTo(Trigger.EXPIRY);
    assertThat(bench.cluster.made().size()).isGreaterThan(before);
  }

  @Test
  void triesAgainLaterAndLaterButNeverGivesUp() {
    // Given
    bench.push(tree);
    bench.cluster.failing(planned -> true, Outcome.Kind.TRANSIENT, "Timed out.");

    // When
    for (int i = 0; i < 3600; i++) {
      bench.step();
      bench.pass(Bench.POLL);
    }
    int attempts = bench.reports.size();
    bench.cluster.healed();
    for (int i = 0; i < 600; i++) {
      bench.pass(Bench.POLL);
      bench.step();
    }

    // Then
    assertThat(attempts).isBetween(10, 120);
    assertThat(bench.reports.get(1).trigger()).isEqualTo(Trigger.RETRY);
    assertThat(bench.reports.stream().map(PassReport::result)).contains(Result.SYNCED);
  }

  @Test
  void doesNotRepeatWhatOnlyAPersonCanChange() {
    bench.push(tree);
    bench.breakdown = new RunRefusedException("This is another cluster.");

    for (int i = 0; i < 60; i++) {
      bench.step();
      bench.pass(Bench.POLL);
    }

    assertThat(bench.reports).hasSize(1);
    assertThat(bench.last().result()).isEqualTo(Result.FAILED);
    assertThat(bench.last().message()).isEqualTo("This is another cluster.");
  }

  @Test
  void livesOnAfterABreakdownNobodyForesaw() {
    bench.push(tree);
    bench.breakdown = new IllegalStateException("a bug");
    bench.step();
    bench.breakdown = null;

    bench.pass(Duration.ofSeconds(2));
    bench.step();

    assertThat(bench.breakdowns).isEqualTo(1);
    assertThat(bench.reports)
        .extracting(PassReport::result)
        .containsExactly(Result.FAILED, Result.SYNCED);
  }

  @Test
  void keepsTheLastGoodStateWhenTheMeshIsBroken() {
    // Given
    bench.push(tree);
    bench.step();
    int made = bench.cluster.made().size();
    bench.push(tree.copy().with("mesh.yaml", "kind: Nonsense"));
    String topic = bench.cluster.observe().topics().keySet().iterator().next();
    bench.cluster.withConfig(topic, "retention.ms", "1234");

    // When
    bench.step();

    // Then
    assertThat(bench.last().result()).isEqualTo(Result.PARTIAL);
    assertThat(bench.last().message())
        .startsWith(
            "Commit 000000000000 cannot be used, so 000000000000 stays in force: mesh.yaml");
    assertThat(bench.last().counts().applied()).isEqualTo(1);
    assertThat(bench.cluster.made()).hasSize(made + 1);
  }

  @Test
  void saysOnceThatThereIsNothingToWorkOn() {
    bench.step();
    bench.step();
    String first = bench.last().message();
    bench.sourceFailure = "disk gone";
    bench.step();

    assertThat(first).isEqualTo("There is no branch `main` yet.");
    assertThat(bench.reports).hasSize(2);
    assertThat(bench.last().message()).isEqualTo("The branch `main` could not be read: disk gone");
  }

  @Test
  void goesOnEnforcingWhileTheRepositoryCannotBeRead() {
    bench.push(tree);
    bench.step();
    bench.sourceFailure = "disk gone";
    bench.request();

    bench.step();

    assertThat(bench.last().trigger()).isEqualTo(Trigger.REQUEST);
    assertThat(bench.last().result()).isEqualTo(Result.PARTIAL);
    assertThat(bench.last().message()).contains("disk gone");
  }

  @Test
  void tellsOthersWhatBecameOfACommitUntilItIsTold() {
    // Given
    bench.push(tree);
    bench.muted = new LogWriteException("The log is gone.");

    // When
    bench.step();
    Result untold = bench.last().result();
    bench.muted = null;
    bench.pass(Duration.ofSeconds(2));
    bench.step();

    // Then
    assertThat(untold).isEqualTo(Result.FAILED);
    assertThat(bench.last().trigger()).isEqualTo(Trigger.RETRY);
    assertThat(bench.published).containsExactly(Objects.requireNonNull(bench.last().commit()).id());
    assertThat(bench.breakdowns).isZero();
    assertThat(bench.told).hasSize(2);
  }

  @Test
  void looksAtUseSoonWhileSomebodyWaitsForIt() {
    bench.push(tree);
    bench.isUseAwaited = true;
    for (int i = 0; i < 60; i++) {
      bench.step();
      bench.pass(Bench.POLL);
    }
    int awaited = bench.measurements;
    bench.isUseAwaited = false;
    for (int i = 0; i < 120; i++) {
      bench.step();
      bench.pass(Bench.POLL);
    }

    assertThat(awaited).isEqualTo(20);
    assertThat(bench.measurements - awaited).isBetween(2, 3);
  }

  @Test
  void writesNothingWhileAnotherDaemonDoes() {
    bench.push(tree);
    bench.standing = Standing.STANDBY;
    bench.step();
    bench.request();
    bench.step();
    int whileWaiting = bench.plans;

    bench.standing = Standing.LEADER;
    bench.step();

    assertThat(whileWaiting).isZero();
    assertThat(bench.last().trigger()).isEqualTo(Trigger.START);
    assertThat(bench.last().result()).isEqualTo(Result.SYNCED);
  }

  @Test
  void finishesAfterAnyCrashInTheMiddleOfARun() {
    var expected = new Bench();
    expected.push(tree);
    expected.step();
    int all = expected.cluster.made().size();

    for (int survived = 0; survived < all; survived++) {
      var crashing = new Bench();
      crashing.push(tree);
      crashing.cluster.dyingAfter(survived);
      assertThatThrownBy(crashing::step).as("after %d", survived).isInstanceOf(FakeCrash.class);

      crashing.cluster.healed();
      crashing.restart();
      crashing.step();

      assertThat(crashing.last().result()).as("after %d", survived).isEqualTo(Result.SYNCED);
      assertThat(crashing.cluster.observe().topics())
          .isEqualTo(expected.cluster.observe().topics());
      assertThat(crashing.cluster.observe().acls()).isEqualTo(expected.cluster.observe().acls());
    }
  }
}
