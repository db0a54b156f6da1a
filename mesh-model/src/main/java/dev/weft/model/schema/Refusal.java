// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import java.util.List;

/// Carries the reasons why a schema cannot be used up to [SchemaReader]; never leaves the package.
final class Refusal extends Exception {

  private final transient List<Diagnostic> diagnostics;

  Refusal(List<Diagnostic> diagnostics) {
    super(diagnostics.toString(), null, false, false);
    this.diagnostics = List.copyOf(diagnostics);
  }

  Refusal(Location location, String rule, String message, String hint) {
    this(List.of(Diagnostic.error(location, rule, message, hint)));
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
