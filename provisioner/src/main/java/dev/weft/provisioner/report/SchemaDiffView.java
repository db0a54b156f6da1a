// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.model.compatibility.ConsumerImpact;
import dev.weft.model.compatibility.Impact;
import dev.weft.model.compatibility.SchemaComparison;
import java.util.List;

/// A comparison of two schemas, ready to be printed.
///
/// @param subject what is compared: a port's URN, or a file
/// @param before where the old schema comes from
/// @param after where the new schema comes from
/// @param comparison what changed
/// @param consumers what that does to each known consumer; empty when none is known of
public record SchemaDiffView(
    String subject,
    String before,
    String after,
    SchemaComparison comparison,
    List<ConsumerImpact> consumers) {

  public SchemaDiffView {
    consumers = List.copyOf(consumers);
  }

  /// The gravest of several.
  public static Impact worst(List<SchemaDiffView> views) {
    return views.stream().map(view -> view.comparison.worst()).reduce(Impact.SAFE, Impact::worst);
  }
}
