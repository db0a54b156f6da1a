// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.provisioner.cli.LoginFile.Login;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

@CommandLine.Command(
    name = "logout",
    description = "Ends the login of `weft login` at the realm, and removes its file.",
    footer = {"", "Examples:", "  weft logout"})
final class LogoutCommand extends Command {

  LogoutCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    LoginFile file = LoginFile.of(session().terminal().environment());
    Optional<Login> login = file.read();
    if (login.isEmpty()) {
      say("Nobody was logged in.");
      return ExitCode.OK;
    }
    // Removed first: whatever the realm says, nothing is left here.
    file.remove();
    session().secrets().add(login.get().refresh());
    IdentityServer.Answer answer =
        new IdentityServer(login.get().issuer())
            .post(
                "revocation_endpoint",
                Map.of(
                    "client_id", login.get().client(),
                    "token", login.get().refresh(),
                    "token_type_hint", "refresh_token"));
    if (!answer.error().isEmpty()) {
      throw new CliException(
          "The login is removed from this machine, but the realm did not end it: %s."
              .formatted(answer.description()),
          "It ends by itself; or end it on the realm's account page.");
    }
    say("Logged out.");
    return ExitCode.OK;
  }
}
