// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.provisioner.secret.SinkHttp.Answer;
import dev.weft.provisioner.secret.VaultSink.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The token with which Vault is called: that of a file, or one that a login gave. It is used until
/// Vault takes it no more.
final class VaultToken {

  private final Login login;
  private final Call call;
  private @Nullable String given;

  /// A call to Vault.
  @FunctionalInterface
  interface Call {
    Answer send(String method, String path, @Nullable JsonNode body, @Nullable String bearer)
        throws IOException;
  }

  VaultToken(Login login, Call call) {
    this.login = login;
    this.call = call;
  }

  synchronized String value() throws IOException {
    return switch (login) {
      case Login.Token(Path file) -> Files.readString(file).strip();
      case Login.Kubernetes kubernetes -> {
        String known = given;
        if (known == null) {
          known = logIn(kubernetes);
          given = known;
        }
        yield known;
      }
    };
  }

  /// Whether another login may help.
  boolean isWorthRenewing() {
    return login instanceof Login.Kubernetes;
  }

  synchronized void forget() {
    given = null;
  }

  private String logIn(Login.Kubernetes kubernetes) throws IOException {
    ObjectNode body = SinkHttp.JSON.createObjectNode();
    body.put("role", kubernetes.role());
    body.put("jwt", Files.readString(kubernetes.tokenFile()).strip());
    Answer answer =
        call.send("POST", "/v1/auth/%s/login".formatted(kubernetes.mount()), body, null);
    String token = answer.body().path("auth").path("client_token").asText("");
    if (answer.status() != 200 || token.isEmpty()) {
      throw new SinkException(
          answer.status() == 429 || answer.status() >= 500,
          "Vault did not let role `%s` log in at `auth/%s`: status %d. Check the role, its service accounts and namespaces."
              .formatted(kubernetes.role(), kubernetes.mount(), answer.status()));
    }
    return token;
  }

  @Override
  public String toString() {
    return "VaultToken[****]";
  }
}
