// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.model.compatibility.ConsumerImpact;
import dev.weft.model.compatibility.Impact;
import dev.weft.model.compatibility.PortChange;
import dev.weft.model.compatibility.ReaderUse;
import dev.weft.model.compatibility.ReaderUses;
import dev.weft.model.compatibility.SchemaComparison;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A comparison of two schemas, ready to be printed.
///
/// @param subject what is compared: a port's URN, or a file
/// @param before where the old schema comes from
/// @param after where the new schema comes from
/// @param comparison what changed
/// @param consumers what that does to each known consumer; empty when none is known of
/// @param uses how consumers read the port, by name; empty when no server was asked
public record SchemaDiffView(
    String subject,
    String before,
    String after,
    SchemaComparison comparison,
    List<ConsumerImpact> consumers,
    SortedMap<String, Use> uses) {

  public SchemaDiffView {
    consumers = List.copyOf(consumers);
    uses = Collections.unmodifiableSortedMap(new TreeMap<>(uses));
  }

  /// How a consumer reads.
  ///
  /// @param text the same for people, as part of a sentence
  public record Use(ReaderUse use, String text) {}

  /// A comparison of which no server was asked who reads.
  public SchemaDiffView(
      String subject,
      String before,
      String after,
      SchemaComparison comparison,
      List<ConsumerImpact> consumers) {
    this(subject, before, after, comparison, consumers, new TreeMap<>());
  }

  /// A port, with how its consumers read it.
  public static SchemaDiffView of(PortChange change, @Nullable ReaderUses known) {
    SchemaDiffView view = of(change);
    if (known == null) {
      return view;
    }
    SortedMap<String, Use> uses = new TreeMap<>();
    for (ConsumerImpact impact : change.consumers()) {
      String name = impact.consumer().name();
      ReaderUse use = known.of(name, change.port());
      uses.put(name, new Use(use, use.text(name.replace('/', '.') + ".", known.at())));
    }
    return new SchemaDiffView(
        view.subject, view.before, view.after, view.comparison, view.consumers, uses);
  }

  /// A port, beside what it was before a change.
  public static SchemaDiffView of(PortChange change) {
    return new SchemaDiffView(
        change.port().urn(),
        change.before(),
        change.after(),
        change.comparison(),
        change.consumers());
  }

  /// A port, beside what it was in another commit.
  public static SchemaDiffView of(PortChange change, String reference) {
    SchemaDiffView view = of(change);
    return new SchemaDiffView(
        view.subject, reference + ":" + view.before, view.after, view.comparison, view.consumers);
  }

  /// The gravest of several.
  public static Impact worst(List<SchemaDiffView> views) {
    return views.stream().map(view -> view.comparison.worst()).reduce(Impact.SAFE, Impact::worst);
  }
}
