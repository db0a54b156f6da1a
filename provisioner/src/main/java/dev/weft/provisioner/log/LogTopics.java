// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.model.event.LogTopic;
import java.util.List;

/// The names of the log's topics.
record LogTopics(
    String inventory,
    String journal,
    String audit,
    String products,
    String status,
    String measurements) {

  static final LogTopics STANDARD =
      new LogTopics(
          "weft.inventory",
          "weft.journal",
          "weft.audit",
          LogTopic.PRODUCTS,
          LogTopic.STATUS,
          LogTopic.MEASUREMENTS);

  List<String> all() {
    return List.of(inventory, journal, audit, products, status, measurements);
  }
}
