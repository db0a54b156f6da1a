// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Every command with its one line of help. A command's class is loaded only when it is asked for.
final class Commands {

  /// Groups of the help, in their order.
  enum Group {
    DEVELOP("Develop"),
    LOOK("Look"),
    CATALOG("Catalog"),
    CHANGE("Change"),
    MACHINE("This machine");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /// A command.
  ///
  /// @param maker makes it; null when the launcher runs it and not this program
  record Entry(
      String name, Group group, String summary, @Nullable Function<Session, CommandLine> maker) {}

  private static final List<Entry> ALL =
      List.of(
          entry(
              "init",
              Group.DEVELOP,
              "Begin a mesh repository that works",
              session -> new CommandLine(new InitCommand(session))),
          entry(
              "new",
              Group.DEVELOP,
              "Add a domain, application, product or grant",
              NewCommand::commandLine),
          entry(
              "validate",
              Group.DEVELOP,
              "Check manifests and schemas; needs no servers",
              session -> new CommandLine(new ValidateCommand(session))),
          entry(
              "check",
              Group.DEVELOP,
              "Check a change against the branch it is for: the pull request",
              session -> new CommandLine(new CheckCommand(session))),
          entry(
              "schema",
              Group.DEVELOP,
              "Say what a change of a schema does to readers",
              SchemaCommand::commandLine),
          entry(
              "policy",
              Group.DEVELOP,
              "Test policies, try them on the mesh, explain what they find",
              PolicyCommand::commandLine),
          entry(
              "terms",
              Group.DEVELOP,
              "List shared terms and every field that carries them",
              session -> new CommandLine(new TermsCommand(session))),
          entry(
              "status",
              Group.LOOK,
              "Show what runs, and what became of the last commits",
              session -> new CommandLine(new StatusCommand(session))),
          entry(
              "plan",
              Group.LOOK,
              "Show what an apply would change, and whether it may",
              session -> new CommandLine(new PlanCommand(session))),
          entry(
              "drift",
              Group.LOOK,
              "Say where servers and manifests differ, by product",
              session -> new CommandLine(new DriftCommand(session))),
          entry(
              "who-can",
              Group.LOOK,
              "Say who can read or write a topic, and why",
              session -> new CommandLine(new WhoCanCommand(session))),
          entry(
              "audit",
              Group.LOOK,
              "Say who did what when; check that nobody altered it",
              AuditCommand::commandLine),
          entry(
              "export",
              Group.LOOK,
              "Write a port's contract in the words of a standard",
              session -> new CommandLine(new ExportCommand(session))),
          entry(
              "search",
              Group.CATALOG,
              "Find data products by words",
              session -> new CommandLine(new SearchCommand(session))),
          entry(
              "show",
              Group.CATALOG,
              "Show a data product and its ports",
              session -> new CommandLine(new ShowCommand(session))),
          entry(
              "access",
              Group.CATALOG,
              "Ask for access, approve, deny, revoke",
              AccessCommand::commandLine),
          entry(
              "apply",
              Group.CHANGE,
              "Make the servers as the manifests want them",
              session -> new CommandLine(new ApplyCommand(session))),
          entry(
              "pause",
              Group.CHANGE,
              "Have the daemon leave something alone for a while",
              session -> new CommandLine(new PauseCommand(session))),
          entry(
              "resume",
              Group.CHANGE,
              "Have the daemon go on with what was paused",
              session -> new CommandLine(new ResumeCommand(session))),
          entry(
              "reconcile",
              Group.CHANGE,
              "Have the daemon look at everything now",
              session -> new CommandLine(new ReconcileCommand(session))),
          entry(
              "application",
              Group.CHANGE,
              "Give an application a new secret",
              ApplicationCommand::commandLine),
          entry(
              "release",
              Group.CHANGE,
              "Allow the deletion of topics that go from Git",
              session -> new CommandLine(new ProtectionCommand.Release(session))),
          entry(
              "protect",
              Group.CHANGE,
              "Forbid the deletion of topics again",
              session -> new CommandLine(new ProtectionCommand.Protect(session))),
          entry(
              "import",
              Group.CHANGE,
              "Take over topics that exist: write their manifests",
              session -> new CommandLine(new ImportCommand(session))),
          entry(
              "feed",
              Group.CHANGE,
              "Send the sample records to the topics",
              session -> new CommandLine(new FeedCommand(session))),
          launcher("up", "Start the whole platform on this machine"),
          launcher("down", "Stop what `up` started"),
          launcher("logs", "Show the log of a service"),
          launcher("screenshots", "Take every page of the running catalog, and check it"),
          launcher("test", "Run every test, with the real servers"),
          launcher("serve", "Keep the servers as a branch wants them: the daemon"),
          launcher("verify", "Say who signed the commits of a branch"),
          launcher("simulate", "Cause faults in virtual time, and check what must hold"),
          launcher("bench", "Measure, and compare with the targets"),
          entry(
              "login",
              Group.MACHINE,
              "Log in at the realm, in a browser",
              session -> new CommandLine(new LoginCommand(session))),
          entry(
              "logout",
              Group.MACHINE,
              "End the login",
              session -> new CommandLine(new LogoutCommand(session))),
          entry(
              "completion",
              Group.MACHINE,
              "Print a completion script for bash or zsh",
              session -> new CommandLine(new CompletionCommand(session))));

  private Commands() {}

  private static Entry entry(
      String name, Group group, String summary, Function<Session, CommandLine> maker) {
    return new Entry(name, group, summary, maker);
  }

  private static Entry launcher(String name, String summary) {
    return new Entry(name, Group.MACHINE, summary, null);
  }

  static List<Entry> all() {
    return ALL;
  }

  static List<String> names() {
    return ALL.stream().map(Entry::name).toList();
  }

  static Optional<Entry> find(String name) {
    return ALL.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }
}
