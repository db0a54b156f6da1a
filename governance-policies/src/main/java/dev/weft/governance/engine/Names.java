// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import java.util.AbstractList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;

/// A list of texts that knows quickly what is in it.
public final class Names extends AbstractList<String> implements RandomAccess {

  private final List<String> names;
  private final Set<String> set;

  /// The names in their order.
  public Names(Collection<String> names) {
    this.names = List.copyOf(names);
    this.set = new HashSet<>(this.names);
  }

  @Override
  public String get(int index) {
    return names.get(index);
  }

  @Override
  public int size() {
    return names.size();
  }

  @Override
  public boolean contains(Object name) {
    return set.contains(name);
  }

  @Override
  public boolean equals(Object other) {
    return names.equals(other);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }
}
