// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/// What came of one item of a call: a value or an error, never an exception.
///
/// @param value absent when there is an error, or when the answer carries no value
/// @param error absent when the item succeeded
record Answer<T>(@Nullable T value, @Nullable Throwable error) {

  /// Waits for the item.
  static <T> Answer<T> of(KafkaFuture<T> future) {
    try {
      return new Answer<>(future.get(), null);
    } catch (ExecutionException e) {
      return new Answer<>(null, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      // The exception sets the thread's flag again, so that loops above see it, too.
      return new Answer<>(null, new InterruptException(e));
    }
  }
}
