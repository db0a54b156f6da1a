// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.identity;

import dev.weft.catalog.identity.Caller.Kind;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// Reads who asks from the token that Keycloak has signed.
@RequestScoped
public class Callers {

  private static final String SERVICE_ACCOUNT = "service-account-";

  private final SecurityIdentity identity;
  private final IdentityConfig config;

  Callers(SecurityIdentity identity, IdentityConfig config) {
    this.identity = identity;
    this.config = config;
  }

  /// Who asks now.
  @Produces
  @jakarta.enterprise.context.Dependent
  public Caller current() {
    return identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)
        ? new Caller("", "", null, Set.of(), Set.of(), Kind.ANONYMOUS, false)
        : of(token);
  }

  /// The caller that a verified token stands for.
  public Caller of(JsonWebToken token) {
    String login =
        Objects.requireNonNullElse(text(token, "preferred_username"), token.getSubject());
    boolean isMachine = login.startsWith(SERVICE_ACCOUNT);
    Set<String> teams = isMachine ? Set.of() : strings(token.getClaim("groups"));
    String name = isMachine ? login.substring(SERVICE_ACCOUNT.length()) : login;
    String display = text(token, "name");
    return new Caller(
        name,
        display == null || display.isBlank() ? name : display,
        text(token, "email"),
        teams,
        roles(token),
        isMachine ? Kind.MACHINE : Kind.PERSON,
        teams.contains(config.meshOwner()));
  }

  private static Set<String> roles(JsonWebToken token) {
    Object access = token.getClaim("realm_access");
    return access instanceof JsonObject object ? strings(object.get("roles")) : Set.of();
  }

  private static @Nullable String text(JsonWebToken token, String claim) {
    Object value = token.getClaim(claim);
    return switch (value) {
      case null -> null;
      case JsonString string -> string.getString();
      default -> value.toString();
    };
  }

  private static Set<String> strings(@Nullable Object value) {
    Set<String> all = new LinkedHashSet<>();
    switch (value) {
      case JsonArray array -> {
        for (JsonValue each : array) {
          if (each instanceof JsonString string) {
            all.add(string.getString());
          }
        }
      }
      case Collection<?> collection -> collection.forEach(each -> all.add(String.valueOf(each)));
      case null, default -> {}
    }
    return all;
  }
}
