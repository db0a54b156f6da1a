// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.git;

import dev.weft.catalog.forge.Person;
import dev.weft.catalog.identity.Caller;
import dev.weft.catalog.identity.Callers;
import dev.weft.catalog.oauth.TokenEndpoint;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Says who a Git client acts for: a name and, as the password, an access token of the realm or
/// (where allowed) the person's password; or a bearer token. A browser's session counts for nothing
/// here, so no page can make anybody push.
@ApplicationScoped
class GitLogin {

  /// What came of it.
  sealed interface Result {

    /// Somebody known.
    record Known(Person person) implements Result {}

    /// Nothing was given, or it is wrong; which of both is not told.
    record Refused() implements Result {}

    /// Too many failures lately.
    record TooMany() implements Result {}

    /// The identity provider does not answer.
    record Away() implements Result {}
  }

  private static final Logger LOG = Logger.getLogger(GitLogin.class);
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 1000;
  private static final int LONGEST = 16_384;

  private record Remembered(Person person, Instant until) {}

  private final GitConfig config;
  private final TokenEndpoint tokens;
  private final TenantIdentityProvider identities;
  private final Callers callers;
  private final Clock clock;
  private final LoginLimiter limiter;
  private final byte[] salt = new byte[32];
  private final Map<String, Remembered> passwords = new ConcurrentHashMap<>();

  GitLogin(
      GitConfig config,
      TokenEndpoint tokens,
      TenantIdentityProvider identities,
      Callers callers,
      Clock clock) {
    this.config = config;
    this.tokens = tokens;
    this.identities = identities;
    this.callers = callers;
    this.clock = clock;
    this.limiter = new LoginLimiter(clock);
    new SecureRandom().nextBytes(salt);
  }

  /// Who a request acts for.
  ///
  /// @param authorization the header; absent when none was sent
  /// @param address where the request comes from
  Result check(@Nullable String authorization, String address) {
    if (authorization == null || authorization.length() > LONGEST) {
      return new Result.Refused();
    }
    if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return guarded("", address, () -> token(authorization.substring(7).strip()));
    }
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return new Result.Refused();
    }
    String pair;
    try {
      pair =
          new String(
              Base64.getDecoder().decode(authorization.substring(6).strip()),
              StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return new Result.Refused();
    }
    int colon = pair.indexOf(':');
    if (colon < 1) {
      return new Result.Refused();
    }
    String user = pair.substring(0, colon);
    String password = pair.substring(colon + 1);
    return guarded(
        user,
        address,
        () ->
            isToken(password)
                ? token(password).filter(person -> person.name().equals(user))
                : password(user, password));
  }

  private interface Attempt {
    Optional<Person> make() throws IOException;
  }

  private Result guarded(String user, String address, Attempt attempt) {
    if (!limiter.isAllowed(user, address)) {
      return new Result.TooMany();
    }
    try {
      Optional<Person> person = attempt.make();
      if (person.isEmpty()) {
        limiter.failed(user, address);
        return new Result.Refused();
      }
      return new Result.Known(person.get());
    } catch (IOException e) {
      LOG.warnf("nobody can log in with git message=%s", e.getMessage());
      return new Result.Away();
    }
  }

  private static boolean isToken(String password) {
    return password.startsWith("eyJ") && password.chars().filter(c -> c == '.').count() == 2;
  }

  private Optional<Person> token(String token) {
    try {
      SecurityIdentity identity =
          identities
              .authenticate(new AccessTokenCredential(token))
              .await()
              .atMost(Duration.ofSeconds(10));
      return identity.getPrincipal() instanceof JsonWebToken verified
          ? person(callers.of(verified))
          : Optional.empty();
    } catch (AuthenticationFailedException _) {
      return Optional.empty();
    }
  }

  private static Optional<Person> person(Caller caller) {
    boolean mayRead = caller.isPerson() || caller.roles().contains(Caller.READ);
    return mayRead
        ? Optional.of(
            Person.of(caller.name(), caller.displayName(), caller.email(), caller.teams()))
        : Optional.empty();
  }

  private Optional<Person> password(String user, String password) throws IOException {
    if (!config.passwords() || password.isEmpty()) {
      return Optional.empty();
    }
    String key = digest(user, password);
    Instant now = clock.instant();
    Remembered known = passwords.get(key);
    if (known != null && now.isBefore(known.until())) {
      return Optional.of(known.person());
    }
    passwords.values().removeIf(each -> !now.isBefore(each.until()));
    Optional<Person> person = Optional.empty();
    Optional<String> token = tokens.ofPerson(user, password);
    if (token.isPresent()) {
      person = token(token.get());
    }
    if (person.isPresent() && passwords.size() < MOST_REMEMBERED) {
      passwords.put(key, new Remembered(person.get(), now.plus(REMEMBERED)));
    }
    return person;
  }

  private String digest(String user, String password) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      digest.update(user.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return HexFormat.of().formatHex(digest.digest(password.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
