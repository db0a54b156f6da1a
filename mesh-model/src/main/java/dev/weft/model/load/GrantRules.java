// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.AccessGrantManifest;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/// What a port allows, applied to the grants of one day. A grant that is not allowed gives no
/// rights, but breaks nothing else.
final class GrantRules {

  private final LocalDate today;
  private final Findings findings;

  GrantRules(LocalDate today, Findings findings) {
    this.today = today;
    this.findings = findings;
  }

  Grant.State state(AccessGrantManifest grant) {
    LocalDate expires = grant.expires();
    return switch (grant.status()) {
      case REQUESTED -> Grant.State.REQUESTED;
      case REVOKED -> Grant.State.REVOKED;
      case APPROVED ->
          expires != null && today.isAfter(expires) ? Grant.State.EXPIRED : Grant.State.ACTIVE;
    };
  }

  /// @param product whose ports are granted
  boolean allows(AccessGrantManifest grant, Grant.State state, Product product) {
    if (state == Grant.State.EXPIRED || state == Grant.State.REVOKED) {
      return true;
    }
    boolean allowed = true;
    for (Port port : product.ports()) {
      if (grant.ports().contains(port.name())) {
        allowed &= purposeAllowed(grant, port);
        allowed &= timeAllowed(grant, port);
      }
    }
    return allowed;
  }

  private boolean purposeAllowed(AccessGrantManifest grant, Port port) {
    List<String> purposes = port.access().purposes();
    if (purposes.isEmpty() || purposes.contains(grant.purpose())) {
      return true;
    }
    findings.lone(
        Diagnostic.error(
            grant.header().spec().at("purpose"),
            Rules.ACCESS_PURPOSE,
            "The port `%s` is not for the purpose `%s`, so the grant gives no rights."
                .formatted(port.name().local(), grant.purpose()),
            Words.didYouMean(grant.purpose(), purposes, "its purposes")));
    return false;
  }

  private boolean timeAllowed(AccessGrantManifest grant, Port port) {
    Duration longest = port.access().longest();
    if (longest == null) {
      return true;
    }
    LocalDate last = today.plusDays(longest.toDays());
    LocalDate expires = grant.expires();
    if (expires != null && !expires.isAfter(last)) {
      return true;
    }
    findings.lone(
        Diagnostic.error(
            grant.header().spec().at("expires"),
            Rules.ACCESS_TOO_LONG,
            expires == null
                ? "The port `%s` grants access for at most %d days, and the grant has no end, so it gives no rights."
                    .formatted(port.name().local(), longest.toDays())
                : "The port `%s` grants access for at most %d days, and the grant ends later, so it gives no rights."
                    .formatted(port.name().local(), longest.toDays()),
            "write `expires: " + last + "` or earlier"));
    return false;
  }
}
