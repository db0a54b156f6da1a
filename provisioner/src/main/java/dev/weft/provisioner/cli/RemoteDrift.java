// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.provisioner.report.Drift;
import dev.weft.provisioner.resource.Owner;
import java.util.List;

/// Drift as a daemon has found it.
///
/// @param errors servers that could not be read
record RemoteDrift(Drift drift, List<String> errors) {

  /// @throws CliException when the daemon says it in words that this release does not know
  static RemoteDrift of(JsonNode answer) {
    JsonNode drift = answer.path("drift");
    try {
      return new RemoteDrift(
          new Drift(
              drift.path("environment").asText(),
              drift.path("owners").valueStream().map(RemoteDrift::item).toList()),
          texts(answer.path("errors")));
    } catch (IllegalArgumentException e) {
      throw new CliException(
          "The daemon's answer is not understood: " + e.getMessage() + ".",
          "It is of another release; update this one.");
    }
  }

  private static Drift.Item item(JsonNode item) {
    return new Drift.Item(
        Owner.parse(item.path("owner").asText()),
        Drift.State.parse(item.path("state").asText()),
        texts(item.path("differences")));
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }
}
