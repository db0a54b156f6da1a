// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An output port with everything it promises.
///
/// @param urn `urn:weft:{domain}:{product}:{port}:v{major}`
/// @param name its name
/// @param major its major version, from 1
/// @param status `draft`, `active`, `deprecated` or `retired`
/// @param replacedBy the port consumers should move to, such as `reviews/raw-reviews/reviews@v2`
/// @param sunset the day it stops, in UTC; absent when none is set
/// @param topic the topic that carries it
/// @param partitions number of partitions
/// @param replication replicas of each partition
/// @param retentionMs how long records are kept, in milliseconds; -1 is for ever; absent when the
///   manifest leaves it to the cluster or records are only compacted
/// @param config topic configs by Kafka's keys
/// @param clusters where it is available; produced on the first
/// @param schema what its values look like
/// @param key what its records are keyed by
/// @param compatibility the registry's rule, such as `BACKWARD_TRANSITIVE`
/// @param classification `public`, `internal`, `confidential` or `restricted`
/// @param discharges inputs whose classification does not bind it; absent when all of them do
/// @param sla what its owner promises
/// @param access who may ask for it, and for how long
/// @param tags sorted words
public record PortDocument(
    String urn,
    String name,
    int major,
    String status,
    @Nullable String replacedBy,
    @Nullable LocalDate sunset,
    String topic,
    int partitions,
    int replication,
    @Nullable Long retentionMs,
    SortedMap<String, String> config,
    List<String> clusters,
    Schema schema,
    @Nullable Key key,
    String compatibility,
    String classification,
    @Nullable List<Discharge> discharges,
    Sla sla,
    Access access,
    List<String> tags) {

  public PortDocument {
    config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
    clusters = List.copyOf(clusters);
    discharges = discharges == null ? null : List.copyOf(discharges);
    tags = List.copyOf(tags);
  }

  /// A port without an end, which all inputs bind.
  public PortDocument(
      String urn,
      String name,
      int major,
      String status,
      @Nullable String replacedBy,
      String topic,
      int partitions,
      int replication,
      @Nullable Long retentionMs,
      SortedMap<String, String> config,
      List<String> clusters,
      Schema schema,
      @Nullable Key key,
      String compatibility,
      String classification,
      Sla sla,
      Access access,
      List<String> tags) {
    this(
        urn,
        name,
        major,
        status,
        replacedBy,
        null,
        topic,
        partitions,
        replication,
        retentionMs,
        config,
        clusters,
        schema,
        key,
        compatibility,
        classification,
        null,
        sla,
        access,
        tags);
  }

  /// Inputs whose classification does not bind it.
  public List<Discharge> discharged() {
    return discharges == null ? List.of() : discharges;
  }

  /// `{port}@v{major}`, as manifests of the same product write it.
  public String local() {
    return name + "@v" + major;
  }

  /// The schema of a port's values.
  ///
  /// @param format `avro`, `protobuf` or `json`
  /// @param name full name of the record or message that a value is
  /// @param text the schema file as written
  /// @param references every file it needs, leaf first
  /// @param artifact its place in the registry, `{group}/{artifact}`
  /// @param fields the value's fields, flattened, in the order of the schema
  public record Schema(
      String format,
      String name,
      String text,
      List<Reference> references,
      String artifact,
      List<Field> fields) {
    public Schema {
      references = List.copyOf(references);
      fields = List.copyOf(fields);
    }
  }

  /// A file that a schema needs.
  ///
  /// @param name the name under which it is used
  /// @param text the file as written
  public record Reference(String name, String text) {}

  /// One field of a schema.
  ///
  /// @param path names from the root joined by `.`; `[]` after a name steps into the items of an
  ///   array, `{}` into the values of a map
  /// @param type normalised type, such as `string`, `decimal` or `timestamp`
  /// @param required whether every record carries a value
  /// @param doc what it means; may be empty
  /// @param tags classification and other words such as `pii`, sorted
  /// @param term the shared term it is bound to
  /// @param values symbols of an enum in their order; empty for other types
  public record Field(
      String path,
      String type,
      boolean required,
      String doc,
      List<String> tags,
      @Nullable String term,
      List<String> values) {
    public Field {
      tags = List.copyOf(tags);
      values = List.copyOf(values);
    }
  }

  /// An input whose classification does not bind the port.
  ///
  /// @param input such as `reviews/raw-reviews/reviews@v1`
  /// @param reason what of it is left out or made unrecognisable
  public record Discharge(String input, String reason) {}

  /// What records are keyed by.
  ///
  /// @param type `string`, `long`, `uuid` or `bytes`
  /// @param field path of the value's field that the key repeats
  public record Key(String type, @Nullable String field) {}

  /// What the owner promises; absent where nothing is promised.
  ///
  /// @param freshness longest time from event to record
  /// @param availability percent of time, 0 to 100
  /// @param timeToRepair longest outage
  public record Sla(
      @Nullable Duration freshness,
      @Nullable Double availability,
      @Nullable Duration timeToRepair) {}

  /// How access is given.
  ///
  /// @param approval who decides: `owner`, `automatic` or `none`
  /// @param purposes allowed purposes, sorted; empty when any
  /// @param longest longest time a grant may run
  public record Access(String approval, List<String> purposes, @Nullable Duration longest) {
    public Access {
      purposes = List.copyOf(purposes);
    }
  }
}
