// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The verbs of `weft` that concern the servers on this machine.
@Command(
    name = "weft",
    description = "The servers of Weft on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      ScreenshotsCommand.class
    })
public final class Main {

  private Main() {}

  /// Runs one verb.
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new Main())
        .setColorScheme(CommandLine.Help.defaultColorScheme(Terminal.ansi()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, _, _) -> {
          if (!(failure instanceof DevStackException)) {
            throw failure;
          }
          Terminal.standardError().line(String.valueOf(failure.getMessage()));
          return 1;
        })
        .execute(arguments);
  }
}
