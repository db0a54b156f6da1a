// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Secrets: those that the identity provider would accept, and those that the secret store holds.
final class Vault {

  private final Map<String, String> accepted = new TreeMap<>();
  private final Map<String, String> stored = new TreeMap<>();
  private final List<String> all = new ArrayList<>();

  /// The identity provider makes a new secret; the one before is worth nothing.
  String issue(String client) {
    String secret = "s3cret-%s-%d".formatted(client, all.size());
    all.add(secret);
    accepted.put(client, secret);
    return secret;
  }

  /// A secret that is nobody's yet.
  String mint(String kind) {
    String secret = "s3cret-%s-%d".formatted(kind, all.size());
    all.add(secret);
    return secret;
  }

  void store(String client, String secret) {
    stored.put(client, secret);
  }

  /// Somebody loses what is stored.
  void lose(String client) {
    stored.remove(client);
  }

  @Nullable String accepted(String client) {
    return accepted.get(client);
  }

  @Nullable String stored(String client) {
    return stored.get(client);
  }

  /// Every secret there ever was.
  List<String> all() {
    return all;
  }
}
