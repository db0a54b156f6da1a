// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.product;

import dev.weft.catalog.view.PortRef;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An output port, without its schema.
///
/// @param urn `urn:weft:{domain}:{product}:{port}:v{major}`
/// @param name its name
/// @param major its major version
/// @param status its stage of life
/// @param replacedBy the port consumers should move to
/// @param sunset the day it stops, in UTC; absent when none is set
/// @param topic the topic that carries it
/// @param partitions how many
/// @param retention how long records are kept, ISO-8601; `forever`; absent when left to the cluster
/// @param cleanup what happens to old records: `delete`, `compact` or `compact,delete`
/// @param clusters where it is available; produced on the first
/// @param format of its schema
/// @param schemaName full name of the record or message
/// @param fieldCount how many fields its schema has
/// @param classification how careful readers have to be
/// @param discharges inputs whose classification does not bind it
/// @param compatibility the registry's rule for new schemas
/// @param key what records are keyed by
/// @param sla what its owner promises
/// @param access how access is given
/// @param tags sorted words
/// @param config further topic configs by Kafka's keys
public record PortSummary(
    String urn,
    String name,
    int major,
    @Schema(enumeration = {"draft", "active", "deprecated", "retired"}) String status,
    @Nullable PortRef replacedBy,
    @Nullable LocalDate sunset,
    String topic,
    int partitions,
    @Nullable String retention,
    String cleanup,
    List<String> clusters,
    @Schema(enumeration = {"avro", "protobuf", "json"}) String format,
    String schemaName,
    int fieldCount,
    @Schema(enumeration = {"public", "internal", "confidential", "restricted"})
        String classification,
    List<PortDischarge> discharges,
    String compatibility,
    @Nullable PortKey key,
    PortSla sla,
    PortAccess access,
    List<String> tags,
    Map<String, String> config) {

  public PortSummary {
    clusters = List.copyOf(clusters);
    discharges = List.copyOf(discharges);
    tags = List.copyOf(tags);
    config = sorted(config);
  }

  private static SortedMap<String, String> sorted(Map<String, String> map) {
    return java.util.Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /// An input whose classification does not bind the port.
  ///
  /// @param input a port of another product
  /// @param reason what of it is left out or made unrecognisable
  @Schema(name = "PortDischarge")
  public record PortDischarge(PortRef input, String reason) {}

  /// What records are keyed by.
  ///
  /// @param type `string`, `long`, `uuid` or `bytes`
  /// @param field path of the value's field that the key repeats
  @Schema(name = "PortKey")
  public record PortKey(String type, @Nullable String field) {}

  /// What the owner promises; absent where nothing is promised.
  ///
  /// @param freshness longest time from event to record
  /// @param availability percent of time, 0 to 100
  /// @param timeToRepair longest outage
  @Schema(name = "PortSla")
  public record PortSla(
      @Nullable Duration freshness,
      @Nullable Double availability,
      @Nullable Duration timeToRepair) {}

  /// How access is given.
  ///
  /// @param approval who decides
  /// @param purposes allowed purposes; empty when any
  /// @param longest longest time a grant may run
  @Schema(name = "PortAccess")
  public record PortAccess(
      @Schema(enumeration = {"owner", "automatic", "none"}) String approval,
      List<String> purposes,
      @Nullable Duration longest) {
    public PortAccess {
      purposes = List.copyOf(purposes);
    }
  }
}
