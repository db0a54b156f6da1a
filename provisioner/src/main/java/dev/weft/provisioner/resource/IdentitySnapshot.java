// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.resource;

import java.util.Map;
import java.util.SortedMap;

/// What the identity provider holds of the clients that were asked for. It never holds a secret.
///
/// @param standard the settings that every application's client has in this environment; the mark
///   is not among them, since it differs from one to the next
/// @param clients those that exist, whoever made them
public record IdentitySnapshot(
    SortedMap<String, String> standard, Map<ResourceKey.Client, Client> clients) {

  /// The setting that says whether a client can log in.
  public static final String ENABLED = "enabled";

  /// The setting that says, to people in the identity provider's console, whom Weft made a client
  /// for. It is a mark, not the proof: what Weft owns stands in its inventory.
  public static final String MARK = "weft.owner";

  /// A client as it is.
  ///
  /// @param settings values of the keys of [#standard] and of [#MARK], and of no other
  /// @param secret whether the application can find its secret
  /// @param leftover what has become of the secret before
  public record Client(SortedMap<String, String> settings, Secret secret, Leftover leftover) {

    /// One with a single secret.
    public Client(SortedMap<String, String> settings, Secret secret) {
      this(settings, secret, Leftover.NONE);
    }

    /// Whom Weft made it for; empty when somebody else made it.
    public String mark() {
      return settings.getOrDefault(MARK, "");
    }

    /// Whether it can log in.
    public boolean isEnabled() {
      return Boolean.parseBoolean(settings.get(ENABLED));
    }
  }

  /// How the secret store agrees with the identity provider.
  public enum Secret {
    /// The store has the client's secret.
    STORED,
    /// The store has the client's secret, with other words around it than it would write now.
    OUTDATED,
    /// The store has none.
    MISSING,
    /// The store has another one.
    DIFFERENT
  }

  /// What has become of a secret that was rotated.
  public enum Leftover {
    /// It is worth nothing.
    NONE,
    /// It is still good, so that running instances can be restarted one by one.
    KEPT,
    /// It is still good and should not be: its time is over, or nobody was handed it.
    OVER
  }

  /// The mark of a client that Weft made.
  public static String mark(String environment, Owner owner) {
    return environment + " " + owner;
  }
}
