// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.term;

import dev.weft.model.manifest.TermManifest;
import java.util.List;

/// A term with all that is known of its use.
///
/// @param term what it means
/// @param uses fields that carry it, sorted
/// @param lookAlikes fields that have its name or a synonym and carry no term, sorted
public record TermEntry(TermManifest term, List<TermUse> uses, List<TermUse> lookAlikes) {

  public TermEntry {
    uses = List.copyOf(uses);
    lookAlikes = List.copyOf(lookAlikes);
  }

  /// Number of domains that use it.
  public int domains() {
    return (int) uses.stream().map(use -> use.port().product().domain()).distinct().count();
  }

  /// Number of uses that are other than the term says.
  public int disagreeing() {
    return (int) uses.stream().filter(use -> !use.disagreements().isEmpty()).count();
  }
}
