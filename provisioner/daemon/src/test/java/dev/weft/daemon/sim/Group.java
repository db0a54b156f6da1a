// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.provisioner.log.WriterGroup.Standing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The group of daemons as its coordinator keeps it: whoever is silent for too long loses its
/// place, and learns of it only after it has come back.
final class Group {

  static final Duration SESSION = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Kernel kernel;
  private final Map<String, Node> members = new LinkedHashMap<>();
  private final Map<Node, Standing> views = new LinkedHashMap<>();
  private final Map<Node, Long> silentSince = new LinkedHashMap<>();
  private String leader = "";

  Group(Kernel kernel) {
    this.kernel = kernel;
  }

  String leader() {
    return leader;
  }

  /// A process comes under its name, and takes the place that the name has.
  void join(Node node) {
    Node before = members.put(node.name, node);
    if (before != null) {
      views.remove(before);
    }
  }

  /// A node's place, as far as it knows.
  Standing standing(Node node) {
    elect();
    long resumed = node.pausedUntil;
    boolean hasHeard = resumed == 0 || kernel.nanos() - resumed >= POLL.toNanos();
    if (hasHeard || !views.containsKey(node)) {
      boolean isMember = members.get(node.name) == node;
      Standing now = node.name.equals(leader) ? Standing.LEADER : Standing.STANDBY;
      views.put(node, isMember ? now : Standing.OUTSIDE);
    }
    return views.getOrDefault(node, Standing.OUTSIDE);
  }

  private void elect() {
    if (isPresent(members.get(leader))) {
      return;
    }
    leader =
        members.values().stream()
            .filter(this::isPresent)
            .map(node -> node.name)
            .findFirst()
            .orElse("");
  }

  private boolean isPresent(@Nullable Node node) {
    if (node == null) {
      return false;
    }
    boolean isSilent = node.isDead || node.pausedUntil > kernel.nanos();
    if (!isSilent) {
      silentSince.remove(node);
      return true;
    }
    long since = silentSince.computeIfAbsent(node, _ -> kernel.nanos());
    return kernel.nanos() - since < SESSION.toNanos();
  }
}
