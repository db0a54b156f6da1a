// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import java.util.SortedMap;
import java.util.TreeMap;

/// What the inventory remembers as managed values, so that planner and engine agree.
public final class InventoryValues {

  /// Name of the value that is kept of a schema.
  public static final String DIGEST = "digest";

  private InventoryValues() {}

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
