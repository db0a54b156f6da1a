// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Remembers what was used last, up to a number of entries. Computes outside its lock, so the same
/// value may be computed twice.
final class Recent<K, V> {

  private final Map<K, V> entries;

  Recent(int most) {
    entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  V get(K key, Function<K, V> compute) {
    V known = find(key);
    if (known != null) {
      return known;
    }
    V made = compute.apply(key);
    synchronized (entries) {
      entries.put(key, made);
    }
    return made;
  }

  private @Nullable V find(K key) {
    synchronized (entries) {
      return entries.get(key);
    }
  }
}
