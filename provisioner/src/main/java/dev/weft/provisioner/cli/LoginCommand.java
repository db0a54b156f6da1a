// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.provisioner.cli.LoginFile.Login;
import dev.weft.provisioner.report.Page;
import dev.weft.provisioner.report.Page.Style;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
    name = "login",
    description = {
      "Logs you in at the realm, for commands that ask the catalog or the daemon: it prints an"
          + " address and a code, you open the address in any browser, on any machine, and confirm"
          + " the code there. No password is typed here. The login is kept in a file that only you"
          + " may read, and renewed by itself for as long as the realm allows.",
    },
    footer = {
      "",
      "Examples:",
      "  weft login                                            at the realm of `weft up`",
      "  weft login --server https://weft.example.com          at the realm of that daemon",
      "  weft login --issuer https://login.example.com/realms/weft"
    })
final class LoginCommand extends Command {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int VERIFIER_BYTES = 48;

  @Mixin private DaemonOption daemon = new DaemonOption();

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description = "The realm. Default: the one that the daemon says it takes tokens of.")
  private @Nullable String issuer;

  @Option(
      names = "--client",
      paramLabel = "NAME",
      defaultValue = "weft-cli",
      description = "As what to log in. Default: ${DEFAULT-VALUE}.")
  private String client = "weft-cli";

  LoginCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    String told = issuer;
    URI realm = told == null ? daemon.issuer(session()) : ApiClient.address("realm", told);
    var server = new IdentityServer(realm);
    String verifier = verifier();
    session().secrets().add(verifier);
    IdentityServer.Answer asked =
        server.post(
            "device_authorization_endpoint",
            Map.of(
                "client_id",
                client,
                "scope",
                "openid",
                "code_challenge",
                challenge(verifier),
                "code_challenge_method",
                "S256"));
    if (!asked.error().isEmpty()) {
      throw new CliException(
          "The realm %s does not let `%s` log in: %s."
              .formatted(realm, client, asked.description()),
          "Its administrator has to allow the device flow for it.");
    }
    invite(asked.body());
    Login login = Logins.login(session(), realm, client, await(server, asked.body(), verifier));
    LoginFile file = LoginFile.of(session().terminal().environment());
    file.write(login);
    say("Logged in. Kept in " + file.path() + "; `weft logout` ends it.");
    return ExitCode.OK;
  }

  private void invite(JsonNode asked) {
    String plain = asked.path("verification_uri").asText();
    String complete = asked.path("verification_uri_complete").asText(plain);
    var page = new Page(look());
    page.line("Open this address in a browser, and check that it shows the code:");
    page.gap().add("  ").line(Style.NAME, complete);
    page.add("  ").line(Style.BOLD, asked.path("user_code").asText()).gap();
    print(page.toString());
  }

  private JsonNode await(IdentityServer server, JsonNode asked, String verifier) {
    var form =
        new TreeMap<>(
            Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "client_id",
                client,
                "device_code",
                asked.path("device_code").asText(),
                "code_verifier",
                verifier));
    Duration interval = Duration.ofSeconds(asked.path("interval").asLong(5));
    Instant end = Instant.now().plusSeconds(asked.path("expires_in").asLong());
    while (Instant.now().isBefore(end)) {
      pause(interval);
      IdentityServer.Answer answer = server.post("token_endpoint", form);
      switch (answer.error()) {
        case "" -> {
          return answer.body();
        }
        case "authorization_pending" -> {}
        // RFC 8628, section 3.5.
        case "slow_down" -> interval = interval.plusSeconds(5);
        case "access_denied" ->
            throw new CliException("Somebody refused the code in the browser.", "");
        case "expired_token" -> end = Instant.EPOCH;
        default ->
            throw new CliException(
                "The realm did not log you in: " + answer.description() + ".", "");
      }
    }
    throw new CliException(
        "Nobody confirmed the code in time.", "Run `weft login` again, and open the address.");
  }

  private static void pause(Duration interval) {
    try {
      Thread.sleep(interval);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException("Interrupted while logging in.", "");
    }
  }

  private static String verifier() {
    byte[] bytes = new byte[VERIFIER_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
