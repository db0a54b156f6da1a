// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.governance.PolicyEffect;
import dev.weft.model.diagnostic.Diagnostic;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What changed policies would do, ready to be printed.
///
/// @param before where the policies of before are from
/// @param effect what they do to the mesh of now
/// @param problems what is wrong with them, sorted
/// @param owners the owning team of each product, by its name
/// @param commits how many past changes were looked at
/// @param past those in which something would have been found, or no longer, the newest first
public record SimulationView(
    String before,
    PolicyEffect effect,
    List<Diagnostic> problems,
    Map<String, String> owners,
    int commits,
    List<Past> past) {

  public SimulationView {
    problems = List.copyOf(problems);
    owners = Map.copyOf(owners);
    past = List.copyOf(past);
  }

  /// A change of the past.
  ///
  /// @param commit its full id
  /// @param when it was made
  /// @param title first line of its message
  public record Past(String commit, Instant when, String title, PolicyEffect effect) {}
}
