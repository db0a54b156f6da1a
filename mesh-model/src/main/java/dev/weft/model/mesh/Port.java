// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.mesh;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.name.PortName;
import dev.weft.model.schema.PortSchema;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An output port with everything it promises, resolved for one environment.
///
/// @param name its name
/// @param status its place in life
/// @param replacedBy the port consumers should move to
/// @param sunset the day it stops, in UTC; only of one that is deprecated or retired
/// @param topic the topic that carries it
/// @param schema the parsed schema of its values
/// @param key what its records are keyed by; absent when they are not
/// @param compatibility the rule for new versions of the schema
/// @param classification how sensitive its records are
/// @param discharges inputs whose classification does not bind it, in the order of the file
/// @param sla what its owner promises
/// @param access who may ask for it, and for how long
/// @param clusters where it is available; produced on the first
/// @param tags sorted words
/// @param location where the port begins in its manifest
public record Port(
    PortName name,
    Product.Status status,
    @Nullable PortName replacedBy,
    @Nullable LocalDate sunset,
    TopicSettings topic,
    PortSchema schema,
    @Nullable Key key,
    Compatibility compatibility,
    Classification classification,
    List<Discharge> discharges,
    Sla sla,
    Access access,
    List<String> clusters,
    List<String> tags,
    Location location) {

  public Port {
    discharges = List.copyOf(discharges);
    clusters = List.copyOf(clusters);
    tags = List.copyOf(tags);
  }

  /// What records are keyed by.
  ///
  /// @param type `string`, `long`, `uuid` or `bytes`
  /// @param field path of the value's field that the key repeats
  public record Key(String type, @Nullable String field) {}

  /// What made an input sensitive is not in the records of a port.
  ///
  /// @param input the input
  /// @param reason what is left out or made unrecognisable, in the owner's words
  public record Discharge(PortName input, String reason) {}

  /// The registry's compatibility rule.
  public enum Compatibility {
    NONE,
    BACKWARD,
    BACKWARD_TRANSITIVE,
    FORWARD,
    FORWARD_TRANSITIVE,
    FULL,
    FULL_TRANSITIVE
  }

  /// How sensitive records are, the least first.
  public enum Classification {
    PUBLIC,
    INTERNAL,
    CONFIDENTIAL,
    RESTRICTED
  }

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
  /// @param approval who decides
  /// @param purposes allowed purposes, sorted; empty when any
  /// @param longest longest time a grant may run
  public record Access(Approval approval, List<String> purposes, @Nullable Duration longest) {
    public Access {
      purposes = List.copyOf(purposes);
    }
  }

  /// Who decides about a request.
  public enum Approval {
    OWNER,
    AUTOMATIC,
    NONE
  }
}
