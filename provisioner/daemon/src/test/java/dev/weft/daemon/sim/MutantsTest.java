// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Defects that are put in on purpose are found, and by the invariant that they break.
class MutantsTest {

  private static List<String> sweep(String change, Mutation mutation) {
    return Sweep.cases().stream()
        .filter(each -> each.name().equals(change))
        .flatMap(each -> Sweep.run(each, mutation).harms().stream())
        .flatMap(harm -> harm.violations().stream())
        .map(violation -> violation.substring(0, 2))
        .distinct()
        .toList();
  }

  @Test
  void findsAnEngineThatForgetsItsIntents() {
    assertThat(sweep("create topic", Mutants.FORGETS_INTENTS)).contains("I3");
  }

  @Test
  void findsAnEngineThatRecordsBeforeItIssues() {
    assertThat(sweep("config", Mutants.RECORDS_FIRST)).contains("I8");
  }

  @Test
  void findsAnEngineThatTellsTheAuditLogNothing() {
    assertThat(sweep("config", Mutants.KEEPS_QUIET)).contains("I8");
  }

  @Test
  void findsAnEngineThatSaysNothingOfProducts() {
    assertThat(sweep("create topic", Mutants.PUBLISHES_NOTHING)).contains("I7");
  }

  @Test
  void findsAnEngineThatDeletesAProtectedTopic() {
    assertThat(sweep("ACL remove", Mutants.CLEANS_UP)).contains("I2");
  }

  @Test
  void findsADriverThatAppliesTwice() {
    assertThat(sweep("secret", Mutants.STUTTERS)).contains("I4");
  }

  @Test
  void findsADriverThatTellsASecret() {
    assertThat(sweep("client and secret", Mutants.BLABS)).contains("I5");
  }

  @Test
  void findsAnEngineThatAltersSomebodyElsesTopic() {
    assertThat(squatted(Mutation.NONE)).noneMatch(violation -> violation.startsWith("I1"));
    assertThat(squatted(Mutants.CLAIMS_WHAT_IT_SEES)).anyMatch(each -> each.startsWith("I1"));
  }

  private static List<String> squatted(Mutation mutation) {
    var world = new World(mutation);
    world.strangers.settle();
    world.branch.push(Meshes.small().product("squatted").tree());
    var _ = world.daemon("a");
    world.kernel().run(Duration.ofSeconds(30));
    return Invariants.check(world);
  }

  @Test
  void findsALogThatLetsAnOldLeaderWrite() {
    assertThat(paused(true)).isEmpty();
    assertThat(paused(false)).anyMatch(violation -> violation.startsWith("I8"));
  }

  /// The leader stops in the middle of a run, another one takes over, and the old one goes on.
  private static List<String> paused(boolean isFencing) {
    var world = new World(Mutation.NONE);
    world.strangers.settle();
    world.branch.push(Meshes.small().tree());
    Stream.of("a", "b").forEach(world::daemon);
    world.kernel().run(Duration.ofSeconds(30));
    if (!isFencing) {
      world.topics.withoutFencing();
    }
    world.branch.push(Meshes.small().product("carts").tree());
    world.chaos(new Scripted().stopBefore("onprem CreateTopic", Duration.ofSeconds(60)));
    world.kernel().run(Duration.ofSeconds(150));
    return Invariants.check(world);
  }
}
