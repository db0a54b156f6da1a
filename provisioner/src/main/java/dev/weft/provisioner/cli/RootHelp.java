// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.provisioner.report.Look;
import dev.weft.provisioner.report.Page;
import dev.weft.provisioner.report.Page.Style;

/// What `weft --help` prints.
final class RootHelp {

  private RootHelp() {}

  static String render(Look look) {
    var page = new Page(look);
    page.line("Usage: weft COMMAND [OPTION]...");
    page.gap();
    page.line(
        "Data products for Kafka, described in Git: check them, see what would change, make it so.");
    for (Commands.Group group : Commands.Group.values()) {
      page.gap().line(Style.BOLD, group.title());
      for (Commands.Entry entry : Commands.all()) {
        if (entry.group() == group) {
          page.add("  ").add(Style.NAME, entry.name()).add(" ".repeat(12 - entry.name().length()));
          page.line(entry.summary());
        }
      }
    }
    page.gap().line(Style.BOLD, "Options");
    page.line("  -h, --help     Show this help; `weft COMMAND --help` shows a command's own.");
    page.line("  -V, --version  Show the version.");
    page.gap().line(Style.BOLD, "Exit codes");
    for (ExitCode code : ExitCode.values()) {
      String number = String.valueOf(code.code());
      page.line("  " + " ".repeat(3 - number.length()) + number + "  " + code.meaning());
    }
    page.gap().line("First steps: weft init my-mesh, then weft validate my-mesh.");
    return page.toString();
  }
}
