// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.devstack.PlatformStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Runs every command block of the tutorials, in order, and holds each to the promise that stands
/// beside it. Both begin with `weft up`, so they share the servers; the README's ends with `weft
/// down`, so it comes last.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TutorialIT {

  private static final List<Path> CLONES =
      List.of(
          Path.of("/tmp/weft-loop"),
          Path.of("/tmp/weft-rules"),
          Path.of("/tmp/weft-tutorial"),
          Path.of("/tmp/weft-tutorial-own"));

  private static CheckoutCopy checkout;

  @BeforeAll
  static void copiesTheCheckout() throws Exception {
    deleteClones();
    checkout = CheckoutCopy.make();
  }

  @AfterAll
  static void stopsTheServers() throws Exception {
    checkout.stop();
    deleteClones();
  }

  private static void deleteClones() throws IOException {
    for (Path clone : CLONES) {
      CheckoutCopy.delete(clone);
    }
  }

  /// Needs no servers.
  @Test
  @Order(0)
  void aChangeForEachRuleIsFoundAsThePageSays() throws Exception {
    List<TutorialStep> steps = checkout.steps("docs/tutorials/a-change-for-each-rule.md");

    for (TutorialStep step : steps) {
      checkout.follow(step);
    }

    assertThat(steps).hasSizeGreaterThan(15);
  }

  @Test
  @Order(1)
  void theWholeLoopIsAsThePageSays(@TempDir Path home) throws Exception {
    List<TutorialStep> steps = checkout.steps("docs/tutorials/the-whole-loop.md");
    assertThat(steps)
        .extracting(TutorialStep::name)
        .containsExactly(
            "up", "read", "clone", "edit", "push-to-main", "push", "keep-names", "tidy-up");
    checkout.follow(steps.getFirst());
    // Only a handle: the servers go on for the README.
    var people = new LoopPeople(PlatformStack.in(checkout.servers()), home);

    for (TutorialStep step : steps.subList(1, steps.size())) {
      TutorialStep typed = people.withAddress(step);
      switch (step.name()) {
        case "read" -> {
          people.askAndApprove();
          checkout.follow(typed.followedBy(people.snippet()), people.shell());
          people.awaitFirstUse();
        }
        case "push" -> {
          checkout.follow(typed, people.shell());
          people.approveAndMerge(2);
        }
        case "keep-names" -> {
          checkout.follow(typed, people.shell());
          people.assertCannotBeMerged(3);
        }
        default -> checkout.follow(typed, people.shell());
      }
    }
  }

  @Test
  @Order(2)
  void everyCommandOfTheReadmeDoesWhatTheReaderIsPromised() throws Exception {
    List<TutorialStep> steps = checkout.steps("README.md");

    for (TutorialStep step : steps) {
      checkout.follow(step);
    }

    assertThat(steps).hasSizeGreaterThanOrEqualTo(8);
  }
}
