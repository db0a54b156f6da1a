// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.provisioner.engine.Parallel;
import dev.weft.provisioner.testing.FakeCrash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Virtual time and its tasks. Each task has a thread, and exactly one runs at any moment: the one
/// whose time comes first. A task gives way only where it sleeps, which it does in each call to the
/// world, so the same seed gives the same order of everything.
final class Kernel {

  private final Instant start;
  private final Semaphore back = new Semaphore(0);
  private final List<Task> tasks = new ArrayList<>();
  private long now;
  private long horizon;
  private Duration jumped = Duration.ZERO;
  private int created;
  private @Nullable Task current;
  private @Nullable Throwable failure;

  /// @param start the calendar's time at nanosecond 0
  Kernel(Instant start) {
    this.start = start;
  }

  /// A line of work of one process.
  private final class Task {
    private final int number = created++;
    private final Node node;
    private final Semaphore go = new Semaphore(0);
    private long wakeAt = now;
    private int waitingFor;
    private boolean isDone;

    Task(Node node) {
      this.node = node;
    }

    boolean isReady() {
      return waitingFor == 0 && (node.critical == null || node.critical == this);
    }

    long dueAt() {
      return node.isDead ? wakeAt : Math.max(wakeAt, node.pausedUntil);
    }

    private void start(Runnable body) {
      tasks.add(this);
      var _ =
          Thread.ofVirtual()
              .start(() -> {
                go.acquireUninterruptibly();
                try {
                  if (!node.isDead) {
                    body.run();
                  }
                } catch (FakeCrash _) {
                  // The process is dead.
                } catch (RuntimeException | Error e) {
                  failure = failure == null ? e : failure;
                } finally {
                  isDone = true;
                  back.release();
                }
              });
    }
  }

  /// Nanoseconds since the beginning; never jumps.
  long nanos() {
    return now;
  }

  /// The calendar; jumps.
  Clock clock() {
    InstantSource calendar = () -> start.plusNanos(now).plus(jumped);
    return calendar.withZone(ZoneOffset.UTC);
  }

  /// The calendar is set forward or back, which timers do not notice.
  void jump(Duration by) {
    jumped = jumped.plus(by);
  }

  /// Begins a line of work.
  ///
  /// @param after how long from now
  void spawn(Node node, Duration after, Runnable body) {
    var task = new Task(node);
    task.wakeAt = now + after.toNanos();
    task.start(body);
  }

  /// Lets time pass; whatever is due in it happens.
  void run(Duration duration) {
    horizon = now + duration.toNanos();
    while (true) {
      Task next = next();
      if (next == null || next.dueAt() > horizon) {
        now = horizon;
        return;
      }
      resume(next);
      Throwable broken = failure;
      if (broken != null) {
        failure = null;
        throw new IllegalStateException("a task of the simulation broke down: " + broken, broken);
      }
    }
  }

  private void resume(Task task) {
    now = Math.max(now, task.dueAt());
    current = task;
    task.go.release();
    back.acquireUninterruptibly();
    current = null;
    if (task.isDone) {
      tasks.remove(task);
    }
  }

  private @Nullable Task next() {
    Task first = null;
    for (Task task : tasks) {
      if (task.isReady()
          && (first == null
              || task.dueAt() < first.dueAt()
              || task.dueAt() == first.dueAt() && task.number < first.number)) {
        first = task;
      }
    }
    return first;
  }

  /// The running task lets others run for so long; a dead one never comes back from it.
  void sleep(Node node, Duration duration) {
    Task task = Objects.requireNonNull(current, "only a task can sleep");
    node.requireAlive();
    task.wakeAt = now + duration.toNanos();
    if (next() == task && task.dueAt() <= horizon) {
      now = Math.max(now, task.dueAt());
    } else {
      back.release();
      task.go.acquireUninterruptibly();
    }
    node.requireAlive();
  }

  /// Makes a call during which no other line of work of the process can go on, since it holds what
  /// they would wait for.
  <T> T alone(Node node, Callable<T> call) throws Exception {
    Task task = Objects.requireNonNull(current, "only a task can call");
    node.critical = task;
    try {
      return call.call();
    } finally {
      node.critical = null;
    }
  }

  /// The process is gone: whatever it was doing ends where it is.
  void kill(Node node) {
    node.isDead = true;
    node.critical = null;
    for (Task task : tasks) {
      if (task.node == node) {
        task.wakeAt = now;
      }
    }
  }

  /// How a process works on its servers side by side.
  Parallel parallel(Node node) {
    return new Parallel() {
      @Override
      public <T> List<T> run(List<Callable<T>> work) {
        return fork(node, work);
      }
    };
  }

  private <T> List<T> fork(Node node, List<Callable<T>> work) {
    Task parent = Objects.requireNonNull(current, "only a task can fork");
    List<Result<T>> results = new ArrayList<>();
    parent.waitingFor = work.size();
    for (Callable<T> each : work) {
      var result = new Result<T>();
      results.add(result);
      new Task(node)
          .start(() -> {
            try {
              result.run(each);
            } finally {
              parent.waitingFor--;
              parent.wakeAt = now;
            }
          });
    }
    if (parent.waitingFor > 0) {
      back.release();
      parent.go.acquireUninterruptibly();
    }
    node.requireAlive();
    return results.stream().map(Result::value).toList();
  }

  private static final class Result<T> {
    private @Nullable T value;
    private @Nullable Throwable failure;

    void run(Callable<T> work) {
      try {
        value = work.call();
      } catch (Exception | Error e) {
        failure = e;
      }
    }

    @SuppressWarnings("NullAway") // a task may well return nothing
    T value() {
      Throwable thrown = failure;
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown instanceof RuntimeException exception) {
        throw exception;
      }
      if (thrown != null) {
        throw new IllegalStateException(thrown);
      }
      return value;
    }
  }
}
