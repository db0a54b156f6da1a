// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.provisioner.report.Golden;
import dev.weft.provisioner.report.Look;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// `docs/reference/cli.md` is written from the commands; `-Dweft.regenerate=true` writes it anew.
final class ReferencePageTest {

  @Test
  void thePageIsWhatTheCommandsSay() {
    var page = new StringBuilder("# The command line\n\n");
    page.append("Generated from the commands; do not edit.\n\n");
    page.append("```\n").append(RootHelp.render(Look.PLAIN)).append("```\n");
    CommandLine root = new Cli(Shell.session()).everything();
    for (Commands.Entry entry : Commands.all()) {
      page.append("\n## weft ").append(entry.name()).append("\n\n");
      if (entry.maker() == null) {
        page.append(entry.summary()).append("; `weft ").append(entry.name());
        page.append(" --help` has the details.\n");
      } else {
        command(page, Objects.requireNonNull(root.getSubcommands().get(entry.name())));
      }
    }

    Golden.assertSame(Golden.root().resolve("docs/reference/cli.md"), page.toString());
  }

  private static void command(StringBuilder page, CommandLine line) {
    page.append("```\n").append(line.getUsageMessage(CommandLine.Help.Ansi.OFF).strip());
    page.append("\n```\n");
    line.getSubcommands()
        .forEach((name, sub) -> {
          page.append("\n### ").append(sub.getCommandSpec().qualifiedName()).append("\n\n");
          command(page, sub);
        });
  }
}
