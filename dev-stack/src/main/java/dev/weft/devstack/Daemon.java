// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// Asks the daemon of a stack how it does.
final class Daemon {

  private final StackState state;

  Daemon(StackState state) {
    this.state = state;
  }

  /// What it says of itself.
  ///
  /// @param revision the commit of its last pass; empty before the first
  /// @param result how that pass ended, such as `synced`; empty before the first
  /// @param message what it says about it, for people
  record Status(Optional<String> revision, String result, String message) {

    /// Whether it has made this commit real, or has said why it could not.
    boolean hasSeen(String commit) {
      return revision.equals(Optional.of(commit)) && !result.isEmpty();
    }

    boolean isSynced() {
      return result.equals("synced");
    }
  }

  Status status() {
    String token;
    try {
      token = Realm.of(state).clientToken(Realm.CATALOG, state.secret(Realm.CATALOG));
    } catch (DevStackException e) {
      throw new Health.BlockedException(Service.KEYCLOAK, e);
    }
    JsonNode answer =
        JsonHttp.send("GET", DaemonServer.url(state) + "/api/v1/status", token, null)
            .require("The daemon does not tell its status");
    return new Status(
        Optional.of(answer.path("revision").asText("")).filter(text -> !text.isEmpty()),
        answer.path("lastPassResult").asText(""),
        answer.path("message").asText(""));
  }

  /// The same for whoever waits for it: that one question got no answer, as happens on a busy
  /// machine, is something it says, too.
  Status statusOrSilence() {
    try {
      return status();
    } catch (DevStackException | Health.BlockedException e) {
      return new Status(Optional.empty(), "", String.valueOf(e.getMessage()));
    }
  }
}
