// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "completion",
    description = {
      "Prints a script that completes commands, options and their values in your shell."
    },
    footer = {
      "",
      "Examples:",
      "  source <(weft completion bash)       in ~/.bashrc",
      "  source <(weft completion zsh)        in ~/.zshrc, after compinit"
    })
final class CompletionCommand extends Command {

  /// Shells with completion.
  enum Shell {
    BASH,
    ZSH
  }

  @Parameters(paramLabel = "bash|zsh", description = "Which shell.")
  private Shell shell = Shell.BASH;

  CompletionCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    String bash = Completion.script(new Cli(session()).everything());
    print(
        switch (shell) {
          case BASH -> bash;
          case ZSH -> "autoload -Uz bashcompinit && bashcompinit\n" + bash;
        });
    return ExitCode.OK;
  }
}
