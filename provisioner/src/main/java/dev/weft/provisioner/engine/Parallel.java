// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// How tasks are run side by side.
public interface Parallel {

  /// Each task on its own virtual thread.
  Parallel THREADS =
      new Parallel() {
        @Override
        public <T> List<T> run(List<Callable<T>> tasks) {
          return onThreads(tasks);
        }
      };

  /// Runs tasks and waits for all of them.
  ///
  /// @return the results in the order of the tasks
  <T> List<T> run(List<Callable<T>> tasks);

  /// When tasks fail, the first failure is thrown, after all have ended: nothing goes on behind the
  /// caller's back.
  private static <T> List<T> onThreads(List<Callable<T>> tasks) {
    var futures = new ArrayList<Future<T>>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      tasks.forEach(task -> futures.add(threads.submit(task)));
    }
    var results = new ArrayList<T>();
    Throwable failure = null;
    for (Future<T> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        failure = add(failure, e.getCause() == null ? e : e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for the servers", e);
      }
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
    return results;
  }

  private static Throwable add(@Nullable Throwable first, Throwable next) {
    if (first == null) {
      return next;
    }
    if (first != next) {
      first.addSuppressed(next);
    }
    return first;
  }
}
