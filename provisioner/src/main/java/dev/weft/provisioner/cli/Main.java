// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.provisioner.deployment.Secrets;
import java.nio.file.Path;
import java.time.Clock;

/// The program `weft`.
public final class Main {

  private Main() {}

  /// Runs a command and ends the process with its exit code.
  public static void main(String[] arguments) {
    Terminal terminal = Terminal.system();
    Path here = Path.of("").toAbsolutePath();
    var secrets = new Secrets();
    var interrupts = Interrupts.ofProcess();
    var session =
        new Session(
            terminal,
            Clock.systemUTC(),
            here,
            () -> new ProvisionerBackend(Clock.systemUTC(), here, secrets),
            interrupts,
            secrets);
    int code = new Cli(session).run(arguments);
    terminal.out().flush();
    interrupts.finish(code);
    System.exit(code);
  }
}
