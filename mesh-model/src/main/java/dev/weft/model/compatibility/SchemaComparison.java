// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import dev.weft.model.schema.PortSchema;
import dev.weft.model.schema.SchemaDocument;
import dev.weft.model.schema.SchemaFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What changed between two schemas of one port, by meaning: the order of fields, white space and
/// the way something is written do not count.
///
/// Work is bounded for every input: at most a hundred thousand places are looked at.
///
/// @param format language of the new schema
/// @param changes in the order of the schemas
/// @param visits how many places were looked at
public record SchemaComparison(SchemaFormat format, List<SchemaChange> changes, int visits) {

  public SchemaComparison {
    changes = List.copyOf(changes);
  }

  /// Compares two schemas as [dev.weft.model.schema.SchemaReader] made them, which means that they
  /// are valid and that everything they refer to is there.
  public static SchemaComparison between(PortSchema before, PortSchema after) {
    SchemaFormat format = after.document().format();
    if (isSame(before, after)) {
      return new SchemaComparison(format, List.of(), 0);
    }
    Walk walk = new Walk();
    if (before.document().format() != format) {
      walk.add(
          Spot.ROOT,
          ChangeKind.FORMAT_CHANGED,
          Impact.BREAKING,
          Impact.BREAKING,
          "The schema was %s and is %s.".formatted(word(before.document().format()), word(format)),
          "publish a new major version of the port");
      return new SchemaComparison(format, walk.changes(), walk.visits());
    }
    switch (format) {
      case AVRO -> AvroComparison.run(walk, before, after);
      case PROTOBUF -> ProtoComparison.run(walk, before, after);
      case JSON -> JsonComparison.run(walk, before, after);
    }
    return new SchemaComparison(format, walk.changes(), walk.visits());
  }

  /// The gravest for readers with the new schema of data of before.
  public Impact backward() {
    return changes.stream().map(SchemaChange::backward).reduce(Impact.SAFE, Impact::worst);
  }

  /// The gravest for readers with the old schema of new data.
  public Impact forward() {
    return changes.stream().map(SchemaChange::forward).reduce(Impact.SAFE, Impact::worst);
  }

  /// The graver of both directions.
  public Impact worst() {
    return backward().worst(forward());
  }

  /// As all that stays is compared on every check of a mesh, nothing is worked out for it.
  private static boolean isSame(PortSchema before, PortSchema after) {
    return before == after
        || (before.message().equals(after.message()) && meanings(before).equals(meanings(after)));
  }

  private static Map<String, String> meanings(PortSchema schema) {
    Map<String, String> meanings = new HashMap<>();
    schema.references().forEach(document -> meanings.put(document.name(), meaning(document)));
    meanings.put("", meaning(schema.document()));
    return meanings;
  }

  private static String meaning(SchemaDocument document) {
    return document.format() + document.canonical();
  }

  private static String word(SchemaFormat format) {
    return switch (format) {
      case AVRO -> "Avro";
      case PROTOBUF -> "Protobuf";
      case JSON -> "JSON Schema";
    };
  }
}
