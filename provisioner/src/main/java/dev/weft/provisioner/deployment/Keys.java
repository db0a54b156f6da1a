// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import dev.weft.model.language.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The keys that the configuration of an environment may have, and which of them hold secrets.
final class Keys {

  static final String REGISTRY = "registry.url";
  static final String TOKEN_URL = "registry.token.url";
  static final String CLIENT_ID = "registry.client.id";
  static final String CLIENT_SECRET = "registry.client.secret";
  static final String APPLICATIONS = "applications.credentials";
  static final String DAEMON = "daemon.url";

  /// Those that are written as they are; others begin with a prefix.
  private static final List<String> KNOWN =
      Stream.of(
              List.of(REGISTRY, TOKEN_URL, CLIENT_ID, CLIENT_SECRET, APPLICATIONS, DAEMON),
              Identities.KEYS,
              SecretStores.KEYS)
          .flatMap(List::stream)
          .toList();

  private static final List<String> PREFIXES =
      List.of(Clusters.PREFIX, Identities.CREDENTIALS, Links.PREFIX, Scrams.PREFIX);

  private Keys() {}

  /// Refuses keys that nobody would read.
  ///
  /// @throws DeploymentException which names all of them
  static void requireKnown(Set<String> written, Path file) {
    List<String> complaints = new ArrayList<>();
    for (String key : written) {
      if (PREFIXES.stream().noneMatch(key::startsWith) && !KNOWN.contains(key)) {
        complaints.add(
            "`%s` is not a known key.%s"
                .formatted(
                    key,
                    Optional.ofNullable(Words.nearest(key, KNOWN))
                        .map(name -> " Did you mean `" + name + "`?")
                        .orElse(" Known are `clusters.NAME.*`, " + listed(KNOWN) + ".")));
      }
    }
    if (!complaints.isEmpty()) {
      throw new DeploymentException("`" + file + "`: " + String.join(" ", complaints));
    }
  }

  /// Whether a value is not to be shown.
  static boolean isSecret(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return lower.contains("password")
        || (lower.contains("secret") && !lower.startsWith(SecretStores.PREFIX))
        || lower.contains("jaas")
        || lower.endsWith(".key")
        || lower.endsWith("key.pem")
        || lower.contains("credential")
            && !lower.equals(APPLICATIONS)
            && !lower.endsWith("client.id");
  }

  /// All of some names, in back quotes.
  static String listed(Collection<String> names) {
    return String.join(", ", names.stream().map(name -> "`" + name + "`").toList());
  }
}
