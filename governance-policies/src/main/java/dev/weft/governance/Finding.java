// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.policy.Mode;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Severity;
import dev.weft.model.event.FindingDocument;
import dev.weft.model.name.ProductName;
import java.time.LocalDate;
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
/// @param at what of the product's or the grant's manifest it is about, as a JSON pointer that
///   begins at `spec` or at `metadata`, and names a port by name and version:
///   `/spec/ports/orders@v1/topic/retention`
/// @param isBroken whether the policy could not be evaluated, which counts as not kept
/// @param excuse the waiver that excuses it
/// @param message what is wrong
/// @param hint what to do; may be empty
/// @param fix what the policy would do about it; absent when it takes a person
/// @param location where
public record Finding(
    String policy,
    String check,
    String severity,
    Mode mode,
    ProductName product,
    @Nullable String grant,
    String at,
    boolean isBroken,
    @Nullable Excuse excuse,
    String message,
    String hint,
    @Nullable Proposal fix,
    Location location)
    implements Comparable<Finding> {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::location)
          .thenComparing(Finding::policy)
          .thenComparing(Finding::check)
          .thenComparing(Finding::message);

  /// A waiver that excuses a finding.
  ///
  /// @param waiver its name
  /// @param approvedBy who approved it
  /// @param until its last day
  /// @param reason why
  public record Excuse(String waiver, String approvedBy, LocalDate until, String reason) {

    /// For people, as a clause.
    String words() {
      return "waived until %s by `%s`, approved by %s: %s"
          .formatted(until, waiver, approvedBy, reason);
    }
  }

  /// Name of the waiver that excuses it, if any.
  public @Nullable String waiver() {
    return excuse == null ? null : excuse.waiver();
  }

  /// Whether it keeps its product, or its grant, from being changed.
  public boolean isBlocking() {
    return mode == Mode.ENFORCE && excuse == null;
  }

  /// The same, of a policy that could not be evaluated.
  Finding broken() {
    return new Finding(
        policy, check, severity, mode, product, grant, at, true, excuse, message, hint, fix,
        location);
  }

  /// The same, where the policy has another mode.
  Finding in(Mode other) {
    return other == mode
        ? this
        : new Finding(
            policy, check, severity, other, product, grant, at, isBroken, excuse, message, hint,
            fix, location);
  }

  /// The same, excused by a waiver. Nothing is to be done about it.
  Finding waived(Excuse by) {
    return new Finding(
        policy,
        check,
        severity,
        mode,
        product,
        grant,
        at,
        isBroken,
        by,
        message,
        by.words(),
        null,
        location);
  }

  /// The same, with what the policy would do about it.
  Finding with(Proposal proposal) {
    return new Finding(
        policy, check, severity, mode, product, grant, at, isBroken, excuse, message, hint,
        proposal, location);
  }

  /// What makes it the same finding tomorrow: not the line it stands on, and not its words.
  public String identity() {
    String of = grant == null ? product.toString() : product + "/" + grant;
    return "policy/%s %s %s %s".formatted(policy, check, of, at);
  }

  /// Its place in the product's folder, as waivers name it: `spec/ports/orders@v1/topic`, or
  /// `access/reader/spec/expires` in a grant.
  String place() {
    return grant == null ? at.substring(1) : "access/" + grant + at;
  }

  /// As a diagnostic: what blocks is a danger, what is shown a warning, what is excused or only
  /// counted a note.
  public Diagnostic diagnostic() {
    Severity grade =
        switch (mode) {
          case ENFORCE -> excuse == null ? Severity.DANGER : Severity.NOTE;
          case WARN -> excuse == null ? Severity.WARNING : Severity.NOTE;
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
