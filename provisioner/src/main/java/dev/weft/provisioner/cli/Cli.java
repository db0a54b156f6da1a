// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.provisioner.report.Look;
import dev.weft.provisioner.report.Page;
import dev.weft.provisioner.report.Page.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Finds the command, runs it, and turns whatever goes wrong into a message and an exit code.
final class Cli {

  private static final int MAX_HELP_WIDTH = 100;

  private final Session session;

  Cli(Session session) {
    this.session = session;
  }

  /// Runs a command line.
  ///
  /// @return the exit code
  int run(String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    switch (first) {
      case "", "-h", "--help" -> {
        return help();
      }
      case "-V", "--version", "version" -> {
        return print("weft " + Version.text() + "\n");
      }
      case "help" -> {
        return arguments.length == 1 ? help() : run(arguments[1], "--help");
      }
      default -> {
        return command(first, Arrays.copyOfRange(arguments, 1, arguments.length));
      }
    }
  }

  private int help() {
    return print(RootHelp.render(session.terminal().outLook(Terminal.Color.AUTO)));
  }

  private int print(String text) {
    session.terminal().out().print(text);
    session.terminal().out().flush();
    return ExitCode.OK.code();
  }

  private int command(String name, String... arguments) {
    Optional<Commands.Entry> entry = Commands.find(name);
    if (entry.isEmpty()) {
      String near =
          Nearest.of(name, Commands.names())
              .map(known -> "Did you mean " + known + "? ")
              .orElse("");
      String what = name.startsWith("-") ? "option" : "command";
      return fail("There is no " + what + " " + name + ".", near + "See `weft --help`.");
    }
    var maker = entry.get().maker();
    if (maker == null) {
      return fail(
          "`weft " + name + "` is run by the launcher, not by this program.",
          "Use the script `weft` at the root of the checkout.");
    }
    CommandLine line = commandLine(entry.get(), maker.apply(session));
    return line.execute(arguments);
  }

  /// A command as picocli runs it.
  CommandLine commandLine(Commands.Entry entry, CommandLine line) {
    line.setCommandName("weft " + entry.name());
    line.getCommandSpec().usageMessage().header(entry.summary() + ".", "");
    var terminal = session.terminal();
    line.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()));
    line.setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Format.class, Format::parse);
    line.registerConverter(Terminal.Color.class, Terminal.Color::parse);
    line.setUsageHelpWidth(Math.clamp(terminal.width(), 60, MAX_HELP_WIDTH));
    boolean isColored = terminal.outLook(Terminal.Color.AUTO).color();
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            isColored ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setParameterExceptionHandler((e, _) -> badUsage(e));
    line.setExecutionExceptionHandler((e, failed, _) -> failed(e, failed));
    settings(line);
    return line;
  }

  /// All commands under one root: for completion and for the reference page.
  CommandLine everything() {
    var root = new CommandLine(CommandLine.Model.CommandSpec.create().name("weft"));
    for (Commands.Entry entry : Commands.all()) {
      var maker = entry.maker();
      CommandLine line =
          maker == null
              ? new CommandLine(CommandLine.Model.CommandSpec.create())
              : maker.apply(session);
      CommandLine command = commandLine(entry, line);
      command.setCommandName(entry.name());
      root.addSubcommand(command);
    }
    return root;
  }

  private static void settings(CommandLine line) {
    line.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(true);
    line.getSubcommands().values().forEach(Cli::settings);
  }

  /// Picocli's own code for bad usage is 2, which here means that changes are pending.
  private int badUsage(ParameterException e) {
    String help = "See `" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help`.";
    return fail(sentence(e), suggestion(e) + help);
  }

  private static String sentence(ParameterException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    return message.endsWith(".") ? message : message + ".";
  }

  private static String suggestion(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return "";
    }
    String word = unmatched.getUnmatched().getFirst().replaceFirst("=.*", "");
    var spec = unmatched.getCommandLine().getCommandSpec();
    List<String> known =
        word.startsWith("-")
            ? List.copyOf(spec.optionsMap().keySet())
            : List.copyOf(spec.subcommands().keySet());
    return Nearest.of(word, known).map(near -> "Did you mean " + near + "? ").orElse("");
  }

  private int failed(Exception e, CommandLine failed) {
    boolean isVerbose = failed.getCommand() instanceof Command command && command.isVerbose();
    boolean isExpected = e instanceof CliException && e.getCause() == null;
    if (isVerbose && !isExpected) {
      var trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace, true));
      var page = new Page(look());
      session.secrets().mask(trace.toString()).lines().forEach(line -> page.line(Style.DIM, line));
      session.terminal().err().print(page);
    }
    return switch (e) {
      case CliException expected -> fail(expected.problem(), expected.hint());
      case InvalidPathException path ->
          fail("`" + path.getInput() + "` is not a path.", "Check it; " + path.getReason() + ".");
      default -> Failures.describe(e).map(known -> fail(known, "")).orElseGet(() -> bug(e));
    };
  }

  private int bug(Exception e) {
    return fail(
        "Something went wrong that Weft did not expect: "
            + e.getClass().getSimpleName().toLowerCase(Locale.ROOT)
            + (e.getMessage() == null ? "" : ", " + e.getMessage()),
        "Run it again with --verbose and report what it prints.");
  }

  private Look look() {
    return session.terminal().errLook(Terminal.Color.AUTO);
  }

  private int fail(String message, String hint) {
    var page = new Page(look());
    String safe = session.secrets().mask(message);
    safe.lines().forEach(line -> page.prose(0, "weft: error: ", Style.BAD, line));
    if (!hint.isEmpty()) {
      page.prose(0, "  ", Style.PLAIN, hint);
    }
    session.terminal().err().print(page);
    session.terminal().err().flush();
    return ExitCode.ERROR.code();
  }
}
