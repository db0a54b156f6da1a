// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logging in at a realm that answers as RFC 8628 says; the shell's clock stands at 10:00.
class LoginTest {

  private static final String ACCESS = "access-of-petra-0123456789";
  private static final String REFRESH = "refresh-of-petra-0123456789";
  private static final String TOKENS =
      "{\"access_token\": \"%s\", \"refresh_token\": \"%s\", \"expires_in\": 300}";

  @TempDir private Path home;

  private final FakeCatalog realm = newRealm();
  private final Shell shell = new Shell(Path.of("").toAbsolutePath());

  private static FakeCatalog newRealm() {
    try {
      return new FakeCatalog();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void describe() {
    shell.environment.put("HOME", home.toString());
    String url = realm.url();
    realm
        .answer(
            "GET /realms/weft/.well-known/openid-configuration",
            200,
            """
            {"token_endpoint": "%1$s/token", "device_authorization_endpoint": "%1$s/device",
             "revocation_endpoint": "%1$s/revoke"}
            """
                .formatted(url))
        .answer(
            "GET /.well-known/oauth-protected-resource",
            200,
            "{\"authorization_servers\": [\"%s/realms/weft\"]}".formatted(url))
        .answer(
            "POST /device",
            200,
            """
            {"device_code": "d3vice", "user_code": "ABCD-EFGH", "interval": 0, "expires_in": 60,
             "verification_uri": "https://login.example.com/device",
             "verification_uri_complete": "https://login.example.com/device?user_code=ABCD-EFGH"}
            """)
        .answer("POST /token", 400, "{\"error\": \"authorization_pending\"}")
        .andThen("POST /token", 200, TOKENS.formatted(ACCESS, REFRESH))
        .answer("POST /revoke", 200, "");
  }

  @AfterEach
  void close() {
    realm.close();
  }

  private LoginFile file() {
    return LoginFile.of(shell.environment);
  }

  private LoginFile.Login login(Instant end) {
    return new LoginFile.Login(
        URI.create(realm.url() + "/realms/weft"), "weft-cli", ACCESS, end, REFRESH);
  }

  @Test
  void logsInWithoutAPasswordAndKeepsTheLoginForItsOwnerOnly() throws IOException {
    Shell.Done done = shell.run("login", "--server", realm.url());

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out())
        .contains("https://login.example.com/device?user_code=ABCD-EFGH", "ABCD-EFGH");
    assertThat(done.out() + done.err()).doesNotContain(ACCESS, REFRESH, "d3vice");
    assertThat(file().read()).contains(login(Instant.parse("2026-11-21T10:05:00Z")));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve(".config/weft"))))
        .isEqualTo("rwx------");
    assertThat(realm.calls())
        .anySatisfy(call -> assertThat(call.body()).contains("code_challenge_method=S256"))
        .anySatisfy(call -> assertThat(call.body()).contains("code_verifier="));
  }

  @Test
  void asksWithTheLogin() {
    file().write(login(Instant.parse("2026-11-21T10:05:00Z")));
    realm.answer("POST /api/v1/reconcile", 202, "");

    Shell.Done done = shell.run("reconcile", "--server", realm.url());

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(realm.calls().getLast().token()).isEqualTo("Bearer " + ACCESS);
  }

  @Test
  void renewsALoginThatHasEnded() {
    file().write(login(Instant.parse("2026-11-21T10:00:10Z")));
    realm
        .answer("POST /token", 200, TOKENS.formatted("fresh-access-012345", "fresh-refresh-0123"))
        .answer("POST /api/v1/reconcile", 202, "");

    Shell.Done done = shell.run("reconcile", "--server", realm.url());

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(realm.calls().getLast().token()).isEqualTo("Bearer fresh-access-012345");
    assertThat(file().read().orElseThrow().refresh()).isEqualTo("fresh-refresh-0123");
  }

  @Test
  void saysThatALoginCannotBeRenewed() {
    file().write(login(Instant.parse("2026-11-21T09:00:00Z")));
    realm.answer(
        "POST /token",
        400,
        "{\"error\": \"invalid_grant\", \"error_description\": \"Session not active\"}");

    Shell.Done done = shell.run("reconcile", "--server", realm.url());

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("Your login has ended: Session not active.", "weft login");
  }

  @Test
  void saysThatSomebodyRefusedTheCode() {
    realm.answer("POST /token", 400, "{\"error\": \"access_denied\"}");

    Shell.Done done = shell.run("login", "--issuer", realm.url() + "/realms/weft");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("Somebody refused the code");
    assertThat(file().read()).isEmpty();
  }

  @Test
  void takesNoLoginThatOthersMayRead() throws IOException {
    file().write(login(Instant.parse("2026-11-21T10:05:00Z")));
    Files.setPosixFilePermissions(file().path(), PosixFilePermissions.fromString("rw-r--r--"));

    Shell.Done done = shell.run("reconcile", "--server", realm.url());

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("chmod 600");
    assertThat(realm.calls()).isEmpty();
  }

  @Test
  void logsOutHereAndAtTheRealm() {
    file().write(login(Instant.parse("2026-11-21T10:05:00Z")));

    Shell.Done done = shell.run("logout");
    Shell.Done again = shell.run("logout");

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(file().read()).isEmpty();
    assertThat(realm.calls().getLast().body()).contains("token=" + REFRESH);
    assertThat(again.err()).contains("Nobody was logged in.");
  }

  @Test
  void asksAsTheEnvironmentItselfWhereItsConfigurationIsAtHand() throws IOException {
    Path config = home.resolve("dev.properties");
    Files.writeString(
        config,
        """
        daemon.url=%1$s
        clusters.onprem.bootstrap.servers=localhost:1
        identity.url=%1$s
        identity.realm=weft
        identity.client.id=weft-provisioner
        identity.client.secret=pr0visioner-s3cret
        identity.secrets.directory=secrets
        """
            .formatted(realm.url()));
    shell.environment.put("WEFT_CONFIG", config.toString());
    realm
        .answer(
            "POST /token", 200, "{\"access_token\": \"machine-0123456789\", \"expires_in\": 60}")
        .answer("POST /api/v1/reconcile", 202, "");

    Shell.Done done = shell.run("reconcile");

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(realm.calls().getLast().token()).isEqualTo("Bearer machine-0123456789");
    assertThat(realm.calls())
        .anySatisfy(call -> assertThat(call.body()).contains("grant_type=client_credentials"));
  }

  @Test
  void neverSendsTheEnvironmentsSecretForAnotherServer() throws IOException {
    Path config = home.resolve("dev.properties");
    Files.writeString(
        config,
        """
        daemon.url=https://weft.example.com
        clusters.onprem.bootstrap.servers=localhost:1
        """);
    shell.environment.put("WEFT_CONFIG", config.toString());

    Shell.Done done = shell.run("reconcile", "--server", realm.url());

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("Nobody has said who asks the daemon.", "weft login");
    assertThat(realm.calls()).isEmpty();
  }
}
