// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.provisioner.report.Look;
import dev.weft.provisioner.report.Page;
import dev.weft.provisioner.report.Page.Style;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What all commands share: the options for how things look, and the way to print.
abstract class Command implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--color",
      order = 90,
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "Colours: auto, always or never. `auto` means on a terminal, unless NO_COLOR is set.")
  private Terminal.Color color = Terminal.Color.AUTO;

  @Option(
      names = {"-q", "--quiet"},
      order = 91,
      description = "Print results and errors only, no progress.")
  private boolean isQuiet;

  @Option(
      names = {"-v", "--verbose"},
      order = 92,
      description = "Print stack traces of unexpected errors.")
  private boolean isVerbose;

  @Option(
      names = {"-h", "--help"},
      order = 93,
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli reads the option, not the field
  private boolean isHelp;

  Command(Session session) {
    this.session = session;
  }

  /// Does the work.
  abstract ExitCode run();

  @Override
  public final Integer call() {
    return run().code();
  }

  final Session session() {
    return session;
  }

  final boolean isQuiet() {
    return isQuiet;
  }

  final boolean isVerbose() {
    return isVerbose;
  }

  final Look look() {
    return session.terminal().outLook(color);
  }

  final Look errLook() {
    return session.terminal().errLook(color);
  }

  /// Prints a finished result.
  final void print(String result) {
    session.terminal().out().print(session.secrets().mask(result));
    session.terminal().out().flush();
  }

  /// Prints a line for people to the error stream, unless quiet.
  final void say(String sentence) {
    if (!isQuiet) {
      var page = new Page(errLook()).line(Style.DIM, sentence);
      session.terminal().err().print(page);
      session.terminal().err().flush();
    }
  }

  /// Prints something that went wrong to the error stream.
  final void problem(String sentence) {
    String safe = session.secrets().mask(sentence);
    session.terminal().err().print(new Page(errLook()).prose(0, "weft: error: ", Style.BAD, safe));
    session.terminal().err().flush();
  }

  final Progress progress() {
    return Progress.start(session.terminal(), errLook(), isQuiet);
  }

  /// A path as the user wrote it, from where the user stands.
  final Path path(String written) {
    return session.workingDirectory().resolve(written);
  }

  /// The mesh repository: what was named, else `data-products` if there is one, else here.
  final Path meshDirectory(@Nullable String written) {
    if (written == null) {
      Path usual = path("data-products");
      return Files.isRegularFile(usual.resolve("mesh.yaml")) ? usual : session.workingDirectory();
    }
    Path directory = path(written);
    if (!Files.isDirectory(directory)) {
      throw new CliException(
          "There is no directory " + written + ".",
          "Name the mesh repository, or begin one with `weft init " + written + "`.");
    }
    return directory;
  }

  /// Refuses a format that the command has not.
  static Format require(Format format, List<Format> allowed) {
    if (!allowed.contains(format)) {
      throw new CliException(
          "This command cannot write " + format + ".",
          "Use --format with one of: " + Format.words(allowed) + ".");
    }
    return format;
  }
}
