// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import java.util.List;

/// The names of the log's topics.
record LogTopics(String inventory, String journal, String audit) {

  static final LogTopics STANDARD = new LogTopics("weft.inventory", "weft.journal", "weft.audit");

  List<String> all() {
    return List.of(inventory, journal, audit);
  }
}
