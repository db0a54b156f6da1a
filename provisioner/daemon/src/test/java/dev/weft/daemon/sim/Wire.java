// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.daemon.sim.Chaos.Point;
import dev.weft.daemon.sim.Chaos.Trouble;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.log.MemoryLog;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.testing.FakeCrash;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.TimeoutException;

/// Carries the calls of one process to the world. It is where processes die and calls get lost.
final class Wire implements MemoryLog.Carrier {

  private static final Duration LATE = Duration.ofSeconds(4);

  private final World world;
  private final Node node;

  Wire(World world, Node node) {
    this.world = world;
    this.node = node;
  }

  /// What a server says of a change.
  enum Answer {
    DONE,
    UNKNOWN,
    NOT_NOW
  }

  /// Sends a change to a server.
  ///
  /// @param call such as `onprem CreateTopic onprem/topic/x`
  /// @param effect makes the change
  Answer send(String call, Runnable effect) {
    Trouble trouble = world.chaos().write(call);
    before(call);
    return switch (trouble) {
      case NONE, STALE -> {
        effect.run();
        after(call);
        yield Answer.DONE;
      }
      case UNANSWERED -> {
        effect.run();
        world.note(node, "unanswered " + call);
        after(call);
        yield Answer.UNKNOWN;
      }
      case LOST -> {
        world.note(node, "lost " + call);
        yield Answer.UNKNOWN;
      }
      case LATE -> {
        world.note(node, "late " + call);
        world.kernel().spawn(world.servers(), LATE, effect);
        yield Answer.UNKNOWN;
      }
      case NOT_NOW -> {
        world.note(node, "busy " + call);
        yield Answer.NOT_NOW;
      }
    };
  }

  /// Makes changes, with one call for each: between any two the process may die.
  ///
  /// @param server begins the names of the calls, such as `onprem`
  /// @param driver makes the change of a call that arrives
  void apply(
      String server,
      List<PlannedChange> changes,
      Reporter report,
      BiConsumer<List<PlannedChange>, Reporter> driver) {
    for (PlannedChange planned : changes) {
      String run = node.run;
      Outcome[] outcome = {new Outcome.Unknown("No answer came.")};
      report.requireTurn();
      Answer answer =
          send(
              server + " " + Words.of(planned),
              () -> {
                driver.accept(List.of(planned), (_, made) -> outcome[0] = made);
                if (outcome[0] instanceof Outcome.Applied) {
                  world.made(run, planned);
                }
              });
      report.accept(planned, Words.outcome(answer, outcome[0]));
    }
  }

  /// Asks a server that never tells what was true a moment ago.
  <T> T ask(String call, Supplier<T> answer) {
    return ask(call, answer, answer);
  }

  /// Asks a server.
  ///
  /// @param stale what was true a moment ago
  <T> T ask(String call, Supplier<T> answer, Supplier<T> stale) {
    Trouble trouble = world.chaos().read(call);
    before(call);
    return switch (trouble) {
      case NONE -> answer.get();
      case STALE -> {
        world.note(node, "stale " + call);
        yield stale.get();
      }
      case LOST, UNANSWERED, LATE, NOT_NOW -> {
        world.note(node, "unread " + call);
        throw new ObservationException(call + ": no answer.");
      }
    };
  }

  @Override
  public <T> T write(String what, Supplier<T> effect) {
    String call = "log " + what;
    Trouble trouble = world.chaos().log(call);
    return alone(() -> write(call, effect, trouble));
  }

  /// The log holds a lock while it calls.
  private <T> T alone(Callable<T> call) {
    try {
      return world.kernel().alone(node, call);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> T write(String call, Supplier<T> effect, Trouble trouble) {
    before(call);
    return switch (trouble) {
      case NONE, STALE -> {
        T done = effect.get();
        after(call);
        yield done;
      }
      case UNANSWERED -> {
        var _ = effect.get();
        world.note(node, "unanswered " + call);
        throw new TimeoutException("Timeout expired while awaiting " + call);
      }
      case LOST -> {
        world.note(node, "lost " + call);
        throw new TimeoutException("Timeout expired while awaiting " + call);
      }
      case LATE, NOT_NOW -> {
        world.note(node, "refused " + call);
        throw new NotEnoughReplicasException("The disk is full: " + call);
      }
    };
  }

  @Override
  public <T> T read(String what, Supplier<T> effect) {
    String call = "log " + what;
    Trouble trouble = world.chaos().read(call);
    return alone(() -> read(call, effect, trouble));
  }

  private <T> T read(String call, Supplier<T> effect, Trouble trouble) {
    before(call);
    if (trouble == Trouble.NONE || trouble == Trouble.STALE) {
      return effect.get();
    }
    world.note(node, "unread " + call);
    throw new TimeoutException("Timeout expired while awaiting " + call);
  }

  @Override
  public void await() {
    var _ =
        alone(() -> {
          world.kernel().sleep(node, Duration.ofMillis(50));
          return true;
        });
  }

  private void before(String call) {
    point(call, false);
    world.kernel().sleep(node, world.chaos().latency());
  }

  private void after(String call) {
    point(call, true);
    world.kernel().sleep(node, Duration.ofNanos(1));
  }

  private void point(String call, boolean isAfter) {
    node.requireAlive();
    Point point = world.nextPoint(node, call, isAfter);
    if (world.chaos().kills(point)) {
      world.note(node, "killed at " + point);
      world.kernel().kill(node);
      world.died(node);
      throw new FakeCrash("killed at " + point);
    }
    Duration stop = world.chaos().stops(point);
    if (stop.isPositive()) {
      world.note(node, "stopped for %s at %s".formatted(stop, point));
      node.pausedUntil = world.kernel().nanos() + stop.toNanos();
    }
  }
}
