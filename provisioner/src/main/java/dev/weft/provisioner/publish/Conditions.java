// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import dev.weft.model.event.ProductStatus.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The conditions of one product on one cluster. A condition keeps its time for as long as its
/// status stays.
final class Conditions {

  static final String READY = "Ready";
  static final String SYNCED = "Synced";
  static final String RECONCILING = "Reconciling";
  static final String STALLED = "Stalled";
  static final String POLICY_PASSED = "PolicyPassed";

  static final String COMPLIANT = "Compliant";

  static final String TRUE = "True";
  static final String FALSE = "False";
  static final String UNKNOWN = "Unknown";

  private final Map<String, Condition> before = new HashMap<>();
  private final SortedMap<String, Condition> now = new TreeMap<>();
  private final Instant at;

  Conditions(List<Condition> before, Instant at) {
    before.forEach(condition -> this.before.put(condition.type(), condition));
    this.at = at;
  }

  Conditions set(String type, String status, String reason, String message) {
    Condition old = before.get(type);
    Instant since = old != null && old.status().equals(status) ? old.since() : at;
    now.put(type, new Condition(type, status, reason, message, since));
    return this;
  }

  /// Leaves a condition as it was; nobody could look.
  Conditions keep(String type, String reason, String message) {
    Condition old = before.get(type);
    return set(type, old == null ? UNKNOWN : old.status(), reason, message);
  }

  /// Sorted by type.
  List<Condition> list() {
    return new ArrayList<>(now.values());
  }
}
