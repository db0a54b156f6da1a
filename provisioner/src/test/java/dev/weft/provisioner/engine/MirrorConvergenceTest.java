// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.resource.LinkSnapshot;
import dev.weft.provisioner.resource.LinkSnapshot.State;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.FakeCluster;
import dev.weft.provisioner.testing.FakeCrash;
import dev.weft.provisioner.testing.FakeLinks;
import dev.weft.provisioner.testing.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Ports come to a second cluster, leave it and come back, while people meddle with the link and
/// the process dies again and again.
class MirrorConvergenceTest {

  private static final int STEPS = 6;
  private static final int TOPICS = 4;

  private final FakeCluster cloud = new FakeCluster("cloud");
  private final Bench bench = new Bench().with(cloud);
  private final FakeLinks links = new FakeLinks(cloud, bench.cluster);
  private final Set<ResourceKey.Mirror> mirrored = new TreeSet<>();

  MirrorConvergenceTest() {
    bench.with(links);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  private Wanted next(SplittableRandom dice) {
    var wanted = new Wanted().cluster("cloud", null);
    mirrored.clear();
    for (int i = 0; i < TOPICS; i++) {
      String topic = "shop.orders.t%d.v1".formatted(i);
      int fate = dice.nextInt(5);
      if (fate > 0) {
        wanted.topic(topic, 3);
      }
      if (fate > 1) {
        wanted
            .mirror("cloud", topic)
            .acls(
                new AclSet("cloud", AclSet.Type.TOPIC, AclSet.Pattern.LITERAL, topic),
                Wanted.read(Wanted.CONSUMER));
        mirrored.add(new ResourceKey.Mirror("cloud", topic));
      }
    }
    return wanted;
  }

  private void meddle(SplittableRandom dice) {
    for (ResourceKey.Mirror key : List.copyOf(links.mirrors().keySet())) {
      switch (dice.nextInt(8)) {
        case 0 -> links.without(key);
        case 1 -> links.with(key, "onprem", State.FAILED, "it broke");
        case 2 -> links.with(key, "onprem", State.PAUSED, "");
        case 3 -> links.with(key, "onprem", State.RUNNING, "", "tasks.max");
        default -> {}
      }
    }
  }

  private void attempt(Wanted wanted, SplittableRandom dice) {
    switch (dice.nextInt(4)) {
      case 0 -> links.dyingAfter(1 + dice.nextInt(3));
      case 1 -> cloud.dyingAfter(1 + dice.nextInt(4));
      case 2 -> bench.cluster.dyingAfter(1 + dice.nextInt(4));
      default -> bench.log.dyingAfter(dice.nextInt(12));
    }
    try {
      assertThat(bench.approve(wanted).exitCode()).isZero();
    } catch (FakeCrash _) {
      // The process is dead; the next attempt is a new one.
    }
    links.healed();
    cloud.healed();
    bench.cluster.healed();
    bench.log.healed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void copiesWhatIsWantedHoweverOftenItDies(long seed) {
    var dice = new SplittableRandom(seed);
    var seen = new ArrayList<Integer>();
    for (int step = 0; step < STEPS; step++) {
      Wanted wanted = next(dice);
      meddle(dice);
      for (int i = 0; i < 3; i++) {
        attempt(wanted, dice);
      }

      assertThat(bench.approve(wanted).exitCode()).isZero();

      assertThat(links.mirrors().keySet()).containsExactlyInAnyOrderElementsOf(mirrored);
      assertThat(links.mirrors().values()).allMatch(LinkSnapshot.Mirror::isHealthy);
      assertThat(bench.log.inventory().pending()).isEmpty();
      assertThat(bench.log.inventory().entries().keySet())
          .filteredOn(key -> key instanceof ResourceKey.Mirror)
          .containsExactlyInAnyOrderElementsOf(mirrored);
      assertThat(Bench.lines(bench.plan(wanted).plan())).isEmpty();
      seen.add(mirrored.size());
    }
    assertThat(seen).hasSize(STEPS);
  }
}
