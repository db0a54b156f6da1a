// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.provisioner.cli.LoginFile.Login;
import dev.weft.provisioner.deployment.Deployment;
import dev.weft.provisioner.deployment.IdentityProvider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tokens that services are asked with: `$WEFT_TOKEN`; else the login of `weft login`, renewed
/// when it has ended; else, for the daemon of an environment whose configuration is at hand, the
/// provisioner's own: whoever may read that file may do more than the daemon allows anyway.
final class Logins {

  private static final String VARIABLE = "WEFT_TOKEN";

  /// So that a token does not end on its way.
  private static final Duration MARGIN = Duration.ofSeconds(20);

  private final Session session;
  private final ApiClient.Service service;
  private final Map<String, String> variables;
  private final @Nullable Deployment deployment;
  private @Nullable String own;
  private Instant ownEnd = Instant.EPOCH;

  Logins(Session session, ApiClient.Service service) {
    this(session, service, null);
  }

  /// @param deployment of the environment whose daemon is asked; absent when it is another one's
  Logins(Session session, ApiClient.Service service, @Nullable Deployment deployment) {
    this.session = session;
    this.service = service;
    this.variables = session.terminal().environment();
    this.deployment = deployment;
  }

  /// A token that is good now.
  ///
  /// @throws CliException when nobody is logged in, or the login cannot be renewed
  String token() {
    String told = variables.getOrDefault(VARIABLE, "").strip();
    String token = told.isEmpty() ? kept().or(this::own).orElseThrow(this::nobody) : told;
    session.secrets().add(token);
    return token;
  }

  private CliException nobody() {
    return new CliException(
        "Nobody has said who asks the %s.".formatted(service.noun()),
        "Log in with `weft login`, or set WEFT_TOKEN to an access token of the realm.");
  }

  private Optional<String> kept() {
    LoginFile file = LoginFile.of(variables);
    return file.read().map(login -> isGood(login.end()) ? login.access() : renewed(file, login));
  }

  private String renewed(LoginFile file, Login login) {
    session.secrets().add(login.refresh());
    IdentityServer.Answer answer =
        new IdentityServer(login.issuer())
            .post(
                "token_endpoint",
                Map.of(
                    "grant_type", "refresh_token",
                    "client_id", login.client(),
                    "refresh_token", login.refresh()));
    if (!answer.error().isEmpty()) {
      throw new CliException(
          "Your login has ended: " + answer.description() + ".", "Log in again: weft login.");
    }
    Login fresh = login(session, login.issuer(), login.client(), answer.body());
    file.write(fresh);
    return fresh.access();
  }

  /// A login as the realm has given it.
  static Login login(Session session, URI issuer, String client, JsonNode answer) {
    String access = answer.path("access_token").asText();
    String refresh = answer.path("refresh_token").asText();
    session.secrets().add(access);
    session.secrets().add(refresh);
    Instant end = session.clock().instant().plusSeconds(answer.path("expires_in").asLong());
    return new Login(issuer, client, access, end, refresh);
  }

  private boolean isGood(Instant end) {
    return session.clock().instant().plus(MARGIN).isBefore(end);
  }

  private Optional<String> own() {
    Deployment known = deployment;
    if (known == null || known.identity().isEmpty()) {
      return Optional.empty();
    }
    String token = own;
    if (token == null || !isGood(ownEnd)) {
      IdentityProvider provider = known.identity().get();
      IdentityServer.Answer answer =
          new IdentityServer(issuer(provider))
              .post(
                  "token_endpoint",
                  Map.of(
                      "grant_type", "client_credentials",
                      "client_id", provider.clientId(),
                      "client_secret", provider.clientSecret()));
      if (!answer.error().isEmpty()) {
        throw new CliException(
            "The realm does not let `%s` of %s in: %s."
                .formatted(provider.clientId(), known.file(), answer.description()),
            "Correct the file, or log in yourself: weft login.");
      }
      token = answer.body().path("access_token").asText();
      own = token;
      ownEnd = session.clock().instant().plusSeconds(answer.body().path("expires_in").asLong());
    }
    return Optional.of(token);
  }

  /// The realm of an environment.
  static URI issuer(IdentityProvider provider) {
    return URI.create(
        provider.url().toString().replaceFirst("/+$", "") + "/realms/" + provider.realm());
  }
}
