// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.lib.ObjectId;

/// A few minutes in which people commit, others meddle and much goes wrong, all of it by one seed;
/// then quiet, in which everything has to come to rest as it is wanted.
final class Storm {

  private static final Duration LONG = Duration.ofSeconds(100);
  private static final Duration CALM = Duration.ofSeconds(150);

  private final RandomGenerator dice;
  private final World world;
  private final Weather weather;
  private Meshes mesh = Meshes.small();

  private Storm(long seed, Set<Fault> kinds, Mutation mutation) {
    this.dice = new SplittableRandom(seed);
    this.world = new World(mutation);
    this.weather = new Weather(new SplittableRandom(~seed), kinds);
  }

  /// What came of a seed.
  ///
  /// @param violations what does not hold; empty when all is well
  /// @param notes what happened, in order
  /// @param troubles how often which kind of thing happened
  /// @param digest the same for the same order of the same calls
  record Report(
      long seed,
      List<String> violations,
      List<String> notes,
      Map<String, Integer> troubles,
      int points,
      int changes,
      long digest) {}

  /// Runs one seed.
  static Report run(long seed, Set<Fault> kinds, Mutation mutation) {
    return new Storm(seed, kinds, mutation).run(seed);
  }

  /// Runs one seed again and notes every call.
  static Report replay(long seed, Set<Fault> kinds) {
    var storm = new Storm(seed, kinds, Mutation.NONE);
    storm.world.tellAll();
    return storm.run(seed);
  }

  private Report run(long seed) {
    world.strangers.settle();
    push(mesh);
    var _ = world.daemon("a");
    if (dice.nextBoolean()) {
      world.kernel().run(Duration.ofSeconds(20));
    }
    world.chaos(weather);
    schedule();
    world.kernel().run(LONG);
    world.chaos(Chaos.NONE);
    world.branch.failing("");
    world.topics.visibleAfter(0);
    push(mesh);
    world.kernel().run(CALM);
    return new Report(
        seed,
        Invariants.check(world),
        world.notes(),
        world.troubles(),
        world.points(),
        world.effects().size(),
        world.digest());
  }

  private ObjectId push(Meshes next) {
    ObjectId commit = world.branch.push(next.tree());
    world.note(world.servers(), "commit " + commit.name().substring(32));
    return commit;
  }

  private Duration sometime() {
    return Duration.ofMillis(dice.nextLong(LONG.toMillis()));
  }

  private void schedule() {
    for (int commits = 1 + dice.nextInt(4); commits > 0; commits--) {
      world.after(
          sometime(),
          () -> {
            mesh = mesh.edited(dice);
            push(mesh);
          });
    }
    often(Fault.TWO, 1, () -> world.daemon("b"));
    often(Fault.DRIFT, 4, () -> world.strangers.meddle(dice));
    often(Fault.KILL, 2, () -> world.kill("a"));
    often(Fault.COMPACTION, 3, this::compact);
    often(Fault.CLOCK, 1, () -> jump(dice.nextBoolean() ? 1 : -1));
    often(Fault.GIT, 2, this::spoil);
    if (weather.has(Fault.LAG)) {
      world.topics.visibleAfter(Duration.ofMillis(1 + dice.nextInt(3000)).toNanos());
      world.note(world.servers(), "lag of the log");
    }
  }

  private void often(Fault kind, int most, Runnable what) {
    int times = dice.nextInt(most) + 1;
    for (int i = 0; i < times; i++) {
      Duration when = sometime();
      if (weather.has(kind)) {
        world.after(when, what);
      }
    }
  }

  private void compact() {
    world.note(world.servers(), "compacted the log");
    world.topics.compact(_ -> dice.nextBoolean());
  }

  private void jump(int days) {
    world.note(world.servers(), "clock jumps by %d day".formatted(days));
    world.kernel().jump(Duration.ofDays(days));
  }

  private void spoil() {
    if (dice.nextBoolean()) {
      world.note(world.servers(), "git cannot be read");
      world.branch.failing("disk gone");
      world.after(Duration.ofSeconds(20), () -> world.branch.failing(""));
    } else {
      world.note(world.servers(), "git has a broken commit");
      var _ = world.branch.push(mesh.tree().with("mesh.yaml", "kind: Nonsense"));
    }
  }
}
