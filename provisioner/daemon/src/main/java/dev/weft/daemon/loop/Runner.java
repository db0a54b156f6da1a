// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The thread that the loop lives in, and those that read beside it.
public final class Runner implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final Loop loop;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean isAwake;
  private volatile @Nullable Thread beside;
  private volatile boolean isStopping;

  /// @param make makes the loop, which nobody else steps, with what works beside it
  public Runner(Function<Executor, Loop> make) {
    this.loop = make.apply(this::beside);
    this.thread = Thread.ofPlatform().name("weft-reconcile").unstarted(this::run);
  }

  /// Starts the thread.
  public void start() {
    thread.start();
  }

  /// Asks for a pass now.
  public void request() {
    loop.request();
    wake();
  }

  /// Makes it look at the branch now; whether that is a reason for a pass, the loop decides.
  public void look() {
    wake();
  }

  /// What the loop works on now; empty before it has read a usable commit.
  public Optional<Loop.Position> position() {
    return loop.position();
  }

  /// When the branch could last be read.
  public Instant lookedAt() {
    return loop.lookedAt();
  }

  private void run() {
    while (!isStopping) {
      await(loop.step(() -> isStopping));
    }
  }

  private void beside(Runnable work) {
    beside =
        Thread.ofPlatform()
            .name("weft-sweep")
            .daemon()
            .start(() -> {
              try {
                work.run();
              } finally {
                wake();
              }
            });
  }

  private void await(Duration longest) {
    lock.lock();
    try {
      long left = longest.toNanos();
      while (!isAwake && !isStopping && left > 0) {
        left = changed.awaitNanos(left);
      }
      isAwake = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      isStopping = true;
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    lock.lock();
    try {
      isAwake = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Lets a pass that is running end in good order, and waits for it.
  @Override
  public void close() {
    isStopping = true;
    wake();
    try {
      Thread reading = beside;
      if (reading != null) {
        reading.interrupt();
      }
      if (!thread.join(PATIENCE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
