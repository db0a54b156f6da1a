// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.diagnostic;

import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Pattern;

/// One thing that is wrong, or worth knowing, about what a user wrote.
///
/// @param location where; never absent, at least the file is known
/// @param severity how much it matters
/// @param rule stable id such as `manifest/unknown-key`; see the catalogue of rules in the docs
/// @param message what is wrong, naming the value and, if not obvious, why it matters
/// @param hint what to do about it, in the imperative; empty when there is nothing to add
public record Diagnostic(
    Location location, Severity severity, String rule, String message, String hint)
    implements Comparable<Diagnostic> {

  private static final Pattern RULE = Pattern.compile("[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*");

  private static final Comparator<Diagnostic> ORDER =
      Comparator.comparing(Diagnostic::location)
          .thenComparing(Diagnostic::severity)
          .thenComparing(Diagnostic::rule)
          .thenComparing(Diagnostic::message);

  public Diagnostic {
    Objects.requireNonNull(location, "location is null");
    Objects.requireNonNull(severity, "severity is null");
    if (!RULE.matcher(rule).matches()) {
      throw new IllegalArgumentException("rule id is not area/kebab-case: " + rule);
    }
    message = Printable.line(message);
    hint = Printable.line(hint);
  }

  /// An error without which nothing of the file, or of the item, can be used.
  public static Diagnostic error(Location location, String rule, String message, String hint) {
    return new Diagnostic(location, Severity.ERROR, rule, message, hint);
  }

  /// A finding that blocks nothing.
  public static Diagnostic warning(Location location, String rule, String message, String hint) {
    return new Diagnostic(location, Severity.WARNING, rule, message, hint);
  }

  /// Whether the diagnostic stops its item from being applied.
  public boolean isBlocking() {
    return severity == Severity.ERROR || severity == Severity.DANGER;
  }

  @Override
  public int compareTo(Diagnostic other) {
    return ORDER.compare(this, other);
  }

  /// The one-line form that editors and CI problem matchers understand: `file:line:column:
  /// severity: message [rule] — hint`.
  @Override
  public String toString() {
    String line = location + ": " + severity.word() + ": " + message + " [" + rule + "]";
    return hint.isEmpty() ? line : line + " — " + hint;
  }
}
