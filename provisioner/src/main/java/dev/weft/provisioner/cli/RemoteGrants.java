// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.model.compatibility.ReaderUses;
import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.GrantStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The timed facts of grants, as a daemon tells them.
final class RemoteGrants {

  private static final CommitDocument UNTOLD = new CommitDocument("", "", "", Instant.EPOCH, "");

  private RemoteGrants() {}

  /// Who reads what at present.
  ///
  /// @throws CliException when the daemon does not answer, or not with this
  static ReaderUses uses(ApiClient server, Instant at) {
    JsonNode answer = server.get("/grants");
    List<GrantStatus> grants = new ArrayList<>();
    try {
      answer.path("grants").forEach(grant -> grants.add(grant(grant)));
    } catch (DateTimeException e) {
      throw new CliException(
          "The daemon's answer about grants cannot be understood: " + e.getMessage(),
          "Use a weft of the daemon's version.");
    }
    return ReaderUses.of(answer.path("environment").asText(), grants, at);
  }

  private static GrantStatus grant(JsonNode node) {
    List<String> ports = new ArrayList<>();
    node.path("ports").forEach(port -> ports.add(port.asText()));
    return GrantStatus.merged(
            node.path("id").asText(),
            node.path("product").asText(),
            node.path("consumer").asText(),
            ports,
            node.path("cluster").asText(),
            UNTOLD)
        .withRights(time(node, "writtenAt"), null)
        .withUse(
            time(node, "firstUsedAt"),
            time(node, "lastUsedAt"),
            null,
            node.has("lag") ? (Long) node.path("lag").asLong() : null)
        .withEnd(time(node, "endedAt"), node.path("message").asText());
  }

  private static @Nullable Instant time(JsonNode node, String key) {
    return node.hasNonNull(key) ? Instant.parse(node.path(key).asText()) : null;
  }
}
