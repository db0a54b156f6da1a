// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.load.SourceFile;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import dev.weft.provisioner.log.WriterGroup.Standing;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Everything is read beside the loop.
class LoopSweepTest {

  private final Bench bench = new Bench();
  private final MemoryTree tree = GeneratedMesh.of(GeneratedMesh.Size.SMALL, 3).tree();

  private final String product =
      tree.files().stream()
          .map(SourceFile::path)
          .filter(path -> tree.text(path).contains("compression.type: zstd"))
          .findFirst()
          .orElseThrow();

  /// The same mesh with another setting in one product.
  private MemoryTree edited() {
    return tree.copy()
        .with(
            product,
            tree.text(product).replaceFirst("compression.type: zstd", "compression.type: lz4"));
  }

  /// Another retention everywhere.
  private MemoryTree allEdited() {
    MemoryTree edited = tree.copy();
    tree.files().stream()
        .map(SourceFile::path)
        .filter(path -> !path.equals(product))
        .forEach(
            path -> edited.with(path, tree.text(path).replace("retention: P7D", "retention: P9D")));
    return edited;
  }

  private boolean isOfAnother(Owner owner) {
    return !product.contains("/" + owner.name() + "/");
  }

  /// All is made, and was read once more.
  private void settled() {
    bench.push(tree);
    bench.step();
    bench.request();
    bench.step();
    assertThat(bench.last().isFull()).isTrue();
  }

  /// The timer for drift is over, and a reading that takes its time has begun.
  private void sweepIsGoingOn() {
    settled();
    String topic =
        bench.cluster.made().stream()
            .filter(planned -> isOfAnother(planned.owner()))
            .map(PlannedChange::change)
            .filter(Change.CreateTopic.class::isInstance)
            .map(created -> ((ResourceKey.Topic) created.resource()).name())
            .findFirst()
            .orElseThrow();
    bench.cluster.withConfig(topic, "retention.ms", "1234");
    bench.isSweepSlow = true;
    bench.pass(Duration.ofMinutes(13));
    bench.step();
    assertThat(bench.sweeps).hasSize(1);
    bench.reports.clear();
  }

  @Test
  void makesCommitsRealWhileEverythingIsRead() {
    sweepIsGoingOn();
    bench.push(edited());

    bench.step();
    PassReport commit = bench.last();
    bench.sweeps.getFirst().run();
    bench.step();

    assertThat(commit.trigger()).isEqualTo(Trigger.COMMIT);
    assertThat(commit.result()).isEqualTo(Result.SYNCED);
    assertThat(commit.isFull()).isFalse();
    assertThat(commit.counts().applied()).isEqualTo(1);
    assertThat(bench.last().trigger()).isEqualTo(Trigger.DRIFT);
    assertThat(bench.last().isFull()).isTrue();
    assertThat(bench.last().counts().applied()).isEqualTo(1);
    assertThat(bench.reports).hasSize(2);
  }

  @Test
  void beginsOneReadingAtATime() {
    sweepIsGoingOn();

    for (int i = 0; i < 5; i++) {
      bench.pass(Duration.ofMinutes(20));
      bench.step();
    }

    assertThat(bench.sweeps).hasSize(1);
  }

  @Test
  void readsOnceMoreForWhoeverAskedMeanwhile() {
    sweepIsGoingOn();
    bench.request();
    bench.step();
    assertThat(bench.sweeps).hasSize(1);

    bench.sweeps.getFirst().run();
    bench.step();
    bench.step();

    assertThat(bench.last().trigger()).isEqualTo(Trigger.DRIFT);
    assertThat(bench.sweeps).hasSize(2);
    bench.sweeps.getLast().run();
    bench.step();
    assertThat(bench.last().trigger()).isEqualTo(Trigger.REQUEST);
  }

  @Test
  void isOnePassWhenACommitComesAtTheEndOfAReading() {
    sweepIsGoingOn();
    bench.sweeps.getFirst().run();
    bench.push(edited());

    bench.step();

    assertThat(bench.last().trigger()).isEqualTo(Trigger.COMMIT);
    assertThat(bench.last().isFull()).isTrue();
    assertThat(bench.last().counts().applied()).isEqualTo(2);
    bench.step();
    assertThat(bench.reports).hasSize(1);
  }

  @Test
  void forgetsAReadingWhenAnotherDaemonWrites() {
    sweepIsGoingOn();
    bench.standing = Standing.STANDBY;
    bench.step();
    bench.sweeps.getFirst().run();
    bench.step();
    assertThat(bench.reports).isEmpty();
    int whole = bench.cluster.observations();

    bench.standing = Standing.LEADER;
    bench.step();

    assertThat(bench.last().trigger()).isEqualTo(Trigger.START);
    assertThat(bench.last().isFull()).isTrue();
    assertThat(bench.cluster.observations()).isEqualTo(whole + 1);
  }

  @Test
  void readsAgainLaterWhenAReadingFails() {
    sweepIsGoingOn();
    bench.cluster.blindedBy("it is away");
    bench.sweeps.getFirst().run();

    bench.step();
    PassReport failed = bench.last();
    bench.cluster.healed();
    bench.pass(Duration.ofMinutes(1));
    bench.step();
    bench.sweeps.getLast().run();
    bench.step();

    assertThat(failed.result()).isEqualTo(Result.PARTIAL);
    assertThat(failed.message()).contains("it is away");
    assertThat(bench.sweeps).hasSize(2);
    assertThat(bench.last().trigger()).isEqualTo(Trigger.RETRY);
    assertThat(bench.last().result()).isEqualTo(Result.SYNCED);
  }

  @Test
  void keepsCommitsCheapWhileAProductIsStuck() {
    settled();
    Owner[] stuck = new Owner[1];
    bench.cluster.failing(
        planned -> {
          if (stuck[0] == null && isOfAnother(planned.owner())) {
            stuck[0] = planned.owner();
          }
          return planned.owner().equals(stuck[0]);
        },
        Outcome.Kind.TRANSIENT,
        "Timed out.");
    bench.push(allEdited());
    bench.step();
    assertThat(bench.last().result()).isEqualTo(Result.PARTIAL);
    int whole = bench.cluster.observations();
    bench.push(allEdited().with(product, edited().text(product)));

    bench.step();

    assertThat(bench.last().trigger()).isEqualTo(Trigger.COMMIT);
    assertThat(bench.last().counts().applied()).isEqualTo(1);
    assertThat(bench.last().result()).isEqualTo(Result.PARTIAL);
    assertThat(bench.cluster.observations()).isEqualTo(whole);
  }
}
