// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.StatusDocument;
import dev.weft.model.name.PortName;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Who reads which port in one environment, as the control-plane log has measured it.
public final class ReaderUses {

  private final String environment;
  private final Instant at;
  private final Map<Reader, ReaderUse> uses = new HashMap<>();

  private record Reader(String consumer, String product, String port) {}

  private ReaderUses(String environment, Instant at) {
    this.environment = environment;
    this.at = at;
  }

  /// What the timed facts of grants say. Offsets are counted over all ports of a grant.
  ///
  /// @param statuses of the environment; what is not about a grant is passed over
  public static ReaderUses of(
      String environment, Collection<? extends StatusDocument> statuses, Instant at) {
    ReaderUses uses = new ReaderUses(environment, at);
    for (StatusDocument document : statuses) {
      if (document instanceof GrantStatus grant && grant.endedAt() == null) {
        uses.add(grant);
      }
    }
    return uses;
  }

  private void add(GrantStatus grant) {
    // While something stands in the way, such as a cluster that cannot be read, nothing is known.
    ReaderUse use =
        grant.message().isEmpty()
            ? ReaderUse.of(grant.lastUsedAt(), grant.writtenAt(), grant.lag(), at)
            : ReaderUse.of(grant.lastUsedAt(), null, null, at);
    for (String port : grant.ports()) {
      uses.merge(new Reader(grant.consumer(), grant.product(), port), use, ReaderUses::surest);
    }
  }

  /// By one of two grants it may read although it does not by the other; who may read by one of
  /// which nothing is known may be reading.
  private static ReaderUse surest(ReaderUse one, ReaderUse other) {
    boolean isRead = rank(one) <= rank(other);
    return isRead ? one : other;
  }

  private static int rank(ReaderUse use) {
    return switch (use.state()) {
      case LIVE -> 0;
      case CAUGHT_UP -> 1;
      case UNKNOWN -> 2;
      case QUIET -> 3;
      case NEVER -> 4;
    };
  }

  /// The environment that was measured.
  public String environment() {
    return environment;
  }

  /// When that was asked.
  public Instant at() {
    return at;
  }

  /// How an application reads a port; unknown when nothing was measured.
  ///
  /// @param consumer as `billing/invoice-runner`
  public ReaderUse of(String consumer, PortName port) {
    return uses.getOrDefault(
        new Reader(consumer, port.product().urn(), port.local()), ReaderUse.UNKNOWN);
  }
}
