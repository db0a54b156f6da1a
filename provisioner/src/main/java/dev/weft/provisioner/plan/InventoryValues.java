// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import java.util.SortedMap;
import java.util.TreeMap;

/// What the inventory remembers as managed values, so that planner and engine agree.
public final class InventoryValues {

  /// Name of the value that is kept of a schema.
  public static final String DIGEST = "digest";

  /// Name of the value that is kept of a mirror.
  public static final String SOURCE = "source";

  private InventoryValues() {}

  /// What is kept of a mirror.
  public static SortedMap<String, String> ofMirror(String source) {
    var managed = new TreeMap<String, String>();
    managed.put(SOURCE, source);
    return managed;
  }

  /// What is kept of a schema's content.
  public static SortedMap<String, String> ofSchema(String canonical) {
    var managed = new TreeMap<String, String>();
    managed.put(DIGEST, PlanDigest.of(canonical));
    return managed;
  }

  /// What is kept of a quota's value.
  public static String ofQuota(double value) {
    return Double.toString(value);
  }
}
