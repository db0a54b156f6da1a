// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.plan.PlannedChange.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Digests of plans and of observed states.
public final class PlanDigest {

  private PlanDigest() {}

  /// Where changes need an approval, only these count: what needs none is applied without it, and
  /// must not make the approval void by having been applied first.
  static String of(Plan plan) {
    var text = new StringBuilder(plan.environment());
    plan.clusterIds().forEach((name, id) -> text.append('\n').append(name).append('=').append(id));
    List<PlannedChange> judged =
        plan.changes().stream()
            .filter(planned -> planned.verdict() instanceof Verdict.NeedsApproval)
            .toList();
    for (PlannedChange planned : judged.isEmpty() ? plan.changes() : judged) {
      text.append('\n').append(planned.change()).append('@').append(planned.fingerprint());
    }
    return of(text.toString());
  }

  /// First 16 hexadecimal digits of the text's SHA-256.
  public static String of(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
