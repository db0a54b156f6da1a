// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the inventory remembers of a SCRAM user: which credential its application was handed, and
/// when, because Kafka keeps neither. Never a secret.
///
/// @param mechanism of the credential in use; null when nothing was handed over yet
/// @param iterations that it was given; 0 when that is not known
/// @param issued when it was handed over; null when that is not known
/// @param previous mechanism of the credential that was in use before and stays good for a while
public record ScramLogin(
    @Nullable String mechanism,
    int iterations,
    @Nullable Instant issued,
    @Nullable String previous) {

  private static final String MECHANISM = "mechanism";
  private static final String ITERATIONS = "iterations";
  private static final String ISSUED = "issued";
  private static final String PREVIOUS = "previous";

  /// Reads it out of an entry's managed values.
  public static ScramLogin of(Map<String, String> managed) {
    String iterations = managed.getOrDefault(ITERATIONS, "");
    return new ScramLogin(
        managed.get(MECHANISM),
        iterations.matches("[0-9]{1,9}") ? Integer.parseInt(iterations) : 0,
        instant(managed.get(ISSUED)),
        managed.get(PREVIOUS));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException _) {
      // Written by something else; the planner then takes the secret for one of now.
      return null;
    }
  }

  /// Of a user that was just made.
  public static ScramLogin created(Change.CreateUser create, Instant now) {
    return new ScramLogin(create.mechanism(), create.iterations(), now, null);
  }

  /// After a change.
  public ScramLogin after(Change.AlterUser alter, Instant now) {
    return switch (alter.how()) {
      case AGAIN -> new ScramLogin(alter.mechanism(), alter.iterations(), issued, previous);
      case NEW -> new ScramLogin(alter.mechanism(), alter.iterations(), now, null);
      case BESIDE -> new ScramLogin(alter.mechanism(), alter.iterations(), now, mechanism);
      case END -> new ScramLogin(mechanism, iterations, issued, null);
    };
  }

  /// As the inventory keeps it.
  public SortedMap<String, String> values() {
    var values = new TreeMap<String, String>();
    if (mechanism != null) {
      values.put(MECHANISM, mechanism);
      values.put(ITERATIONS, Integer.toString(iterations));
    }
    if (issued != null) {
      values.put(ISSUED, issued.toString());
    }
    if (previous != null) {
      values.put(PREVIOUS, previous);
    }
    return values;
  }
}
