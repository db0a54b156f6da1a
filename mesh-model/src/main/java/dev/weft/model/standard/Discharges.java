// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.standard;

import dev.weft.model.event.PortDocument;
import java.util.List;
import java.util.Map;

/// Inputs whose classification does not bind a port, which no standard has a word for.
final class Discharges {

  private Discharges() {}

  static List<Map<String, Object>> of(PortDocument port) {
    return port.discharged().stream()
        .map(one -> new Entries().add("input", one.input()).add("reason", one.reason()).map())
        .toList();
  }
}
