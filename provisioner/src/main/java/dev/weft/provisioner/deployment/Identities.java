// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads the keys `identity.*`.
final class Identities {

  static final String CREDENTIALS = "identity.credentials.";

  private static final String PREFIX = "identity.";
  private static final String URL = PREFIX + "url";
  private static final String REALM = PREFIX + "realm";
  private static final String CLIENT_ID = PREFIX + "client.id";
  private static final String CLIENT_SECRET = PREFIX + "client.secret";
  private static final String SCOPES = PREFIX + "scopes";
  private static final String OVERLAP = PREFIX + "rotation.overlap";

  static final List<String> KEYS = List.of(URL, REALM, CLIENT_ID, CLIENT_SECRET, SCOPES, OVERLAP);

  private final SortedMap<String, String> values;
  private final String file;
  private final Path folder;
  private final UnaryOperator<String> required;
  private final Function<String, URI> urls;

  /// @param values all keys of the file
  /// @param folder what relative paths start from
  /// @param required the value of a key, or a complaint
  /// @param urls the address that a key has to have
  Identities(
      SortedMap<String, String> values,
      String file,
      Path folder,
      UnaryOperator<String> required,
      Function<String, URI> urls) {
    this.values = values;
    this.file = file;
    this.folder = folder;
    this.required = required;
    this.urls = urls;
  }

  /// Null when the clients of applications are somebody else's business.
  @Nullable IdentityProvider read() {
    SortedMap<String, String> ours = values.subMap(PREFIX, "identity/");
    if (ours.isEmpty() || isForScramOnly(ours)) {
      return null;
    }
    SortedMap<String, String> more = new TreeMap<>();
    ours.forEach((key, value) -> {
      if (key.startsWith(CREDENTIALS)) {
        more.put(key.substring(CREDENTIALS.length()), value);
      }
    });
    String scopes = values.getOrDefault(SCOPES, "").strip();
    return new IdentityProvider(
        urls.apply(URL),
        required.apply(REALM),
        required.apply(CLIENT_ID),
        required.apply(CLIENT_SECRET),
        new TreeSet<>(scopes.isEmpty() ? List.of() : List.of(scopes.split("[ ,]+"))),
        secrets(),
        more,
        overlap());
  }

  /// How applications log in by SCRAM, by cluster.
  ///
  /// @param clusters those that are configured
  SortedMap<String, Scram> scrams(Set<String> clusters) {
    return new Scrams(values, file, clusters, this::secrets, this::overlap).read();
  }

  private SecretStore secrets() {
    return SecretStores.of(file, folder, values);
  }

  /// The place for secrets and the time of old ones are told once, for all that makes logins.
  private boolean isForScramOnly(SortedMap<String, String> ours) {
    return values.tailMap(Scrams.PREFIX).keySet().stream()
            .anyMatch(key -> key.startsWith(Scrams.PREFIX))
        && ours.keySet().stream()
            .allMatch(key -> key.startsWith(SecretStores.PREFIX) || key.equals(OVERLAP));
  }

  private Duration overlap() {
    String value = values.getOrDefault(OVERLAP, "PT24H");
    try {
      Duration duration = Duration.parse(value);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException _) {
      // Said below, for every kind of mistake.
    }
    throw new DeploymentException(
        "`%s`, `%s`: `%s` is no duration. Write one such as PT12H or P2D."
            .formatted(file, OVERLAP, value));
  }
}
