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

  Callers(SecurityIdentity identity) {
    this.identity = identity;
  }

  /// Who asks now.
  @Produces
  @jakarta.enterprise.context.Dependent
  public Caller current() {
    return identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)
        ? new Caller("", "", null, Set.of(), Set.of(), Kind.ANONYMOUS)
        : of(token);
  }

  /// The caller that a verified token stands for.
  public Caller of(JsonWebToken token) {
    String login = text(token, "preferred_username");
    // A token without a login name is a client's whose scopes leave it out: no person either.
    return login == null || login.startsWith(SERVICE_ACCOUNT)
        ? machine(token)
        : person(token, login);
  }

  private Caller person(JsonWebToken token, String login) {
    Set<String> teams = strings(token.getClaim("groups"));
    String display = text(token, "name");
    return new Caller(
        login,
        display == null || display.isBlank() ? login : display,
        text(token, "email"),
        teams,
        roles(token),
        Kind.PERSON);
  }

  private static Caller machine(JsonWebToken token) {
    String client = Objects.requireNonNullElse(text(token, "azp"), token.getSubject());
    return new Caller(client, client, null, Set.of(), roles(token), Kind.MACHINE);
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
