// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/// Answers by item.
final class Futures {

  private Futures() {}

  /// Waits for one item of a call; null when it succeeded.
  static <K, V> @Nullable Throwable error(Map<K, KafkaFuture<V>> results, K key) {
    return answer(results, key).error();
  }

  /// Waits for what the server says about one item of a call.
  static <K, V> Work.Verdict verdict(Map<K, KafkaFuture<V>> results, K key) {
    Throwable error = error(results, key);
    return error == null ? new Work.Verdict.Accepted() : new Work.Verdict.Error(error);
  }

  /// Waits for one item of a call.
  static <K, V> Answer<V> answer(Map<K, KafkaFuture<V>> results, K key) {
    return Answer.of(Objects.requireNonNull(results.get(key), () -> "no answer for " + key));
  }
}
