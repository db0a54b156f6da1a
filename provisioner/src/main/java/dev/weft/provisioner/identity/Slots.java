// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.provisioner.resource.IdentitySnapshot;
import dev.weft.provisioner.resource.IdentitySnapshot.Leftover;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The two clients between which an application's secret is rotated: the first is named as the
/// application's principal, the second beside it exists while it is in use or still good. Both give
/// tokens of the same principal. The one that the application was handed is in use; the other one
/// is good until its time is over.
///
/// @param first the client that bears the application's name
/// @param second the one beside it; null when there is none
/// @param handed what the application was handed; null for nothing
record Slots(JsonNode first, @Nullable JsonNode second, @Nullable Handed handed) {

  /// No name of an application has two hyphens in a row.
  private static final String SUFFIX = "--b";

  /// When a client's secret was made for a rotation, in milliseconds; none for the very first one.
  static final String ISSUED = "weft.issued";

  /// Whether nobody has the secret of the first client.
  static final String CLOSED = "weft.closed";

  /// The name of the client beside another one.
  static String besides(String clientId) {
    return clientId + SUFFIX;
  }

  /// @param second null for none; one that bears another mark is somebody else's
  static Slots of(JsonNode first, @Nullable JsonNode second, @Nullable Handed handed) {
    boolean isOurs =
        second != null
            && !attribute(first, IdentitySnapshot.MARK).isEmpty()
            && attribute(first, IdentitySnapshot.MARK)
                .equals(attribute(second, IdentitySnapshot.MARK));
    return new Slots(first, isOurs ? second : null, handed);
  }

  boolean isSecondInUse() {
    return handed != null && handed.clientId().equals(besides(first.path("clientId").asText()));
  }

  /// The client that the application was handed; null when somebody deleted it.
  @Nullable JsonNode inUse() {
    return isSecondInUse() ? second : first;
  }

  /// What has become of the one that is not in use.
  Leftover leftover(Instant now, Duration overlap) {
    JsonNode used = inUse();
    JsonNode other = isSecondInUse() ? first : second;
    if (used == null || other == null || isClosed(other)) {
      return Leftover.NONE;
    }
    long since = issued(used);
    if (issued(other) >= since) {
      // A rotation that was interrupted: nobody was handed this secret.
      return Leftover.OVER;
    }
    return now.isBefore(Instant.ofEpochMilli(since).plus(overlap)) ? Leftover.KEPT : Leftover.OVER;
  }

  private static boolean isClosed(JsonNode client) {
    return Boolean.parseBoolean(attribute(client, CLOSED));
  }

  private static long issued(JsonNode client) {
    String text = attribute(client, ISSUED);
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  private static String attribute(JsonNode client, String name) {
    return client.path("attributes").path(name).asText("");
  }

  @Override
  public String toString() {
    return "Slots[" + first.path("clientId").asText() + "]";
  }
}
