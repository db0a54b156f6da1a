// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.policy.Mode;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Severity;
import dev.weft.model.event.FindingDocument;
import dev.weft.model.name.ProductName;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Something that does not keep a policy.
///
/// @param policy name of the policy
/// @param check id of the check; empty when the policy as a whole could not be evaluated
/// @param severity `error`, `danger`, `warning` or `note`; orders findings and decides nothing
/// @param mode what the policy does at the point of the check
/// @param product whose
/// @param grant name of the grant inside the product, when it is about one
/// @param isBroken whether the policy could not be evaluated, which counts as not kept
/// @param waiver name of the waiver that excuses it
/// @param message what is wrong
/// @param hint what to do; may be empty
/// @param location where
public record Finding(
    String policy,
    String check,
    String severity,
    Mode mode,
    ProductName product,
    @Nullable String grant,
    boolean isBroken,
    @Nullable String waiver,
    String message,
    String hint,
    Location location)
    implements Comparable<Finding> {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::location)
          .thenComparing(Finding::policy)
          .thenComparing(Finding::check)
          .thenComparing(Finding::message);

  /// Whether it keeps its product, or its grant, from being changed.
  public boolean isBlocking() {
    return mode == Mode.ENFORCE && waiver == null;
  }

  /// The same, of a policy that could not be evaluated.
  Finding broken() {
    return new Finding(
        policy, check, severity, mode, product, grant, true, waiver, message, hint, location);
  }

  /// The same, excused by a waiver.
  Finding waived(String by, String why) {
    return new Finding(
        policy, check, severity, mode, product, grant, isBroken, by, message, why, location);
  }

  /// As a diagnostic: what blocks is a danger, what is shown a warning, what is excused or only
  /// counted a note.
  public Diagnostic diagnostic() {
    Severity grade =
        switch (mode) {
          case ENFORCE -> waiver == null ? Severity.DANGER : Severity.NOTE;
          case WARN -> waiver == null ? Severity.WARNING : Severity.NOTE;
          case AUDIT, OFF -> Severity.NOTE;
        };
    return new Diagnostic(location, grade, "policy/" + policy, message, hint);
  }

  /// As it stands in the control-plane log.
  public FindingDocument document() {
    return new FindingDocument(
        policy,
        check.isEmpty() ? null : check,
        severity,
        mode.word(),
        isBlocking(),
        message,
        hint,
        location.file(),
        location.line(),
        location.column());
  }

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }
}
