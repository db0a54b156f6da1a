// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Does many calls at once, but never more than the registry bears.
final class Lanes implements AutoCloseable {

  private final ExecutorService executor;

  Lanes(int width) {
    this.executor =
        Executors.newFixedThreadPool(width, Thread.ofVirtual().name("registry-", 0).factory());
  }

  /// The results in the order of the items. The first failure ends the rest and is thrown.
  <T, R> List<R> map(Collection<T> items, Function<T, R> work) {
    var futures = new ArrayList<Future<R>>(items.size());
    for (T item : items) {
      futures.add(executor.submit(() -> work.apply(item)));
    }
    var results = new ArrayList<R>(items.size());
    try {
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a call to the registry failed without a reason", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(
          RegistryException.Kind.AMBIGUOUS, "Interrupted while the registry was being called.", e);
    } finally {
      futures.forEach(future -> future.cancel(true));
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    executor.close();
  }
}
