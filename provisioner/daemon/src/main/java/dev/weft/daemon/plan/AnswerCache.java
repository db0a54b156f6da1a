// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.plan;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A few answers for a short time, the oldest of which go first.
final class AnswerCache {

  private static final int MOST = 32;

  private final long lifetime;
  private final LongSupplier nanos;
  private final Map<String, Kept> kept = new LinkedHashMap<>();

  AnswerCache(Duration lifetime, LongSupplier nanos) {
    this.lifetime = lifetime.toNanos();
    this.nanos = nanos;
  }

  private record Kept(PlanAnswer answer, long since) {}

  synchronized @Nullable PlanAnswer get(String key) {
    Kept found = kept.get(key);
    return found == null || nanos.getAsLong() - found.since() > lifetime ? null : found.answer();
  }

  synchronized void put(String key, PlanAnswer answer) {
    kept.remove(key);
    if (kept.size() == MOST) {
      Iterator<String> oldest = kept.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    kept.put(key, new Kept(answer, nanos.getAsLong()));
  }

  synchronized void clear() {
    kept.clear();
  }
}
