// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import dev.weft.model.schema.PortSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody who reads a port, and what is known of how.
///
/// @param name an application as `billing/invoice-runner`, or a product that has the port as input
/// @param evidence how it is known, sorted; never empty
/// @param fields paths of the fields that it says it reads, inner ones included; empty when it says
///   nothing, which counts as all of them
/// @param schema the schema that it says it reads with; absent when it says nothing, and then it
///   reads with the schema of before
/// @param acknowledged paths of fields whose breaking change it says it is ready for, with all that
///   is in them; `(record)` for the record itself
public record Consumer(
    String name,
    List<Evidence> evidence,
    List<String> fields,
    @Nullable PortSchema schema,
    List<String> acknowledged) {

  public Consumer {
    evidence = evidence.stream().sorted().distinct().toList();
    fields = List.copyOf(fields);
    acknowledged = List.copyOf(acknowledged);
  }

  /// A consumer that is not ready for anything.
  public Consumer(
      String name, List<Evidence> evidence, List<String> fields, @Nullable PortSchema schema) {
    this(name, evidence, fields, schema, List.of());
  }

  /// A consumer that says nothing about what it reads.
  public static Consumer of(String name, Evidence evidence) {
    return new Consumer(name, List.of(evidence), List.of(), null);
  }

  /// The same consumer, known by more.
  Consumer with(Consumer other) {
    List<Evidence> both = new ArrayList<>(evidence);
    both.addAll(other.evidence);
    return new Consumer(name, both, fields, schema, acknowledged);
  }

  /// How a consumer is known.
  public enum Evidence {
    /// It has an active grant.
    GRANT,
    /// Its product has the port as an input.
    INPUT,
    /// A consumer group of its is at work.
    GROUP
  }

  /// Whether it says what it reads.
  public boolean isExplicit() {
    return !fields.isEmpty() || schema != null;
  }

  /// Whether it is ready for a change.
  public boolean acknowledges(SchemaChange change) {
    return acknowledged.stream()
        .anyMatch(path ->
            change.path().isEmpty() ? path.equals("(record)") : isWithin(change.path(), path));
  }

  /// Whether it looks at the value at a path, or at one inside or around it.
  boolean looksAt(String path) {
    return fields.isEmpty()
        || path.isEmpty()
        || fields.stream().anyMatch(field -> isWithin(field, path) || isWithin(path, field));
  }

  private static boolean isWithin(String inner, String outer) {
    return inner.startsWith(outer)
        && (inner.length() == outer.length() || ".[{".indexOf(inner.charAt(outer.length())) >= 0);
  }
}
