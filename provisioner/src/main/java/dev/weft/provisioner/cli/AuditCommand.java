// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.provisioner.log.AuditChain;
import dev.weft.provisioner.log.AuditLog;
import dev.weft.provisioner.log.AuditRecord;
import dev.weft.provisioner.report.AuditText;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "audit",
    description = {
      "Reads the audit log: who planned, approved and applied what, when, at which revision. Each"
          + " record carries the hash of the one before, so nobody can change, insert or remove one"
          + " unseen."
    },
    footer = {
      "",
      "Examples:",
      "  weft audit list --env prod --about orders",
      "  weft audit verify --env prod --known 9f2c…   also: nothing was cut off since then",
      "  weft audit export --env prod --output audit.jsonl",
      "  weft audit verify --file audit.jsonl         the copy, without any server"
    })
final class AuditCommand extends Command {

  AuditCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    throw new CliException(
        "Say what to do with the audit log.", "Use one of: weft audit list, verify or export.");
  }

  /// The command with what it can do.
  static CommandLine commandLine(Session session) {
    return new CommandLine(new AuditCommand(session))
        .addSubcommand(new Listing(session))
        .addSubcommand(new Verify(session))
        .addSubcommand(new Export(session));
  }

  /// What they share: which log is meant.
  abstract static class AuditOfEnvironment extends ServerCommand {

    @Parameters(
        arity = "0..1",
        paramLabel = "DIR",
        description =
            "The mesh repository. Default: data-products if it has a mesh.yaml, else here.")
    private @Nullable String directory;

    @Mixin private DaemonOption daemon = new DaemonOption();

    AuditOfEnvironment(Session session) {
      super(session);
    }

    /// The daemon that reads the log; empty when it is read here.
    final Optional<ApiClient> server() {
      return daemon.isGiven(session()) ? Optional.of(daemon.client(session())) : Optional.empty();
    }

    /// @throws CliException when nothing was ever written to it
    final void read(AuditLog.Sink sink) {
      Backend.Target target = target(meshDirectory(directory));
      try (Progress progress = progress()) {
        if (!session().backend().get().readAudit(target, sink, progress)) {
          throw new CliException(
              "Environment " + target.environment() + " has no audit log.",
              "It begins with the first `weft apply`; check the environment with --env.");
        }
      }
    }
  }

  @CommandLine.Command(name = "list", description = "Shows the newest records, the newest last.")
  static final class Listing extends AuditOfEnvironment {

    @Option(
        names = {"-n", "--newest"},
        paramLabel = "COUNT",
        defaultValue = "50",
        description = "How many. Default: ${DEFAULT-VALUE}.")
    private int count = 50;

    @Option(
        names = "--about",
        paramLabel = "TEXT",
        description = "Only records with this in their subject, actor, run or revision.")
    private String about = "";

    @Mixin private FormatOption format = new FormatOption();

    Listing(Session session) {
      super(session);
    }

    @Override
    ExitCode run() {
      format.requireKnown();
      if (count < 1) {
        throw new CliException(
            "--newest " + count + " would show nothing.", "Ask for one or more.");
      }
      Optional<ApiClient> server = server();
      Deque<AuditRecord> newest =
          server.isPresent() ? RemoteAudit.newest(server.get(), count, about) : local();
      print(format.isJson() ? AuditText.recordsJson(newest) : AuditText.records(newest, look()));
      return ExitCode.OK;
    }

    private Deque<AuditRecord> local() {
      Deque<AuditRecord> newest = new ArrayDeque<>();
      read((place, value) -> {
        AuditRecord record = parsed(place, value);
        if (isMeant(record)) {
          newest.add(record);
          if (newest.size() > count) {
            newest.removeFirst();
          }
        }
      });
      return newest;
    }

    private static AuditRecord parsed(String place, byte[] value) {
      try {
        return AuditRecord.of(value);
      } catch (IOException e) {
        throw new CliException(
            "The record at " + place + " cannot be read: " + e.getMessage() + ".",
            "See what became of the log with `weft audit verify`.",
            e);
      }
    }

    private boolean isMeant(AuditRecord record) {
      return record.subject().contains(about)
          || record.actor().contains(about)
          || record.run().contains(about)
          || record.revision().contains(about);
    }
  }

  @CommandLine.Command(
      name = "verify",
      description = {
        "Checks that every record follows the one before. The hash of the newest is printed: note it"
            + " down elsewhere, and give it to a later check with --known, which then also finds"
            + " that newer records were cut off. Exit code 0 when the log is whole, 1 when not."
      })
  static final class Verify extends AuditOfEnvironment {

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "Check a copy that `weft audit export` wrote. Needs no servers.")
    private @Nullable String file;

    @Option(
        names = "--known",
        paramLabel = "HASH",
        description = "The hash of a record that has to be there.")
    private @Nullable String known;

    @Mixin private FormatOption format = new FormatOption();

    Verify(Session session) {
      super(session);
    }

    @Override
    ExitCode run() {
      format.requireKnown();
      if (known != null && !known.matches("[0-9a-f]{64}")) {
        throw new CliException(
            known + " is no hash of a record.", "A hash has 64 digits of 0-9 and a-f.");
      }
      Optional<ApiClient> server = file == null ? server() : Optional.empty();
      if (server.isPresent()) {
        return verified(server.get());
      }
      var chain = new AuditChain(known);
      if (file == null) {
        read(chain::add);
      } else {
        readFile(path(file), chain);
      }
      AuditChain.Check check = chain.check();
      print(format.isJson() ? AuditText.checkJson(check) : AuditText.check(check, look()));
      return check.breach() == null ? ExitCode.OK : ExitCode.ERROR;
    }

    private ExitCode verified(ApiClient server) {
      JsonNode chain = server.get("/audit/chain" + (known == null ? "" : "?known=" + known));
      print(format.isJson() ? chain.toPrettyString() + "\n" : RemoteAudit.words(chain, look()));
      return chain.path("isWhole").asBoolean() ? ExitCode.OK : ExitCode.ERROR;
    }

    private static void readFile(Path file, AuditChain chain) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        var line = new ByteArrayOutputStream();
        long number = 1;
        for (int next = in.read(); next >= 0; next = in.read()) {
          if (next == '\n') {
            chain.add("line " + number++, line.toByteArray());
            line.reset();
          } else {
            line.write(next);
          }
        }
        if (line.size() > 0) {
          chain.add("line " + number, line.toByteArray());
        }
      } catch (IOException e) {
        throw new CliException(
            "The copy " + file + " cannot be read: " + e.getMessage() + ".",
            "Check the path given to --file.",
            e);
      }
    }
  }

  @CommandLine.Command(
      name = "export",
      description = "Writes the whole log as it is, one record of JSON in each line.")
  static final class Export extends AuditOfEnvironment {

    @Option(
        names = {"-o", "--output"},
        required = true,
        paramLabel = "FILE",
        description = "Where to; a file that is there is left alone.")
    private String output = "";

    Export(Session session) {
      super(session);
    }

    @Override
    ExitCode run() {
      if (server().isPresent()) {
        throw new CliException(
            "A copy of the log is taken from Kafka itself, not through a daemon.",
            "Leave --server and WEFT_SERVER out, or use `weft audit list --server`.");
      }
      Path file = path(output);
      if (Files.exists(file)) {
        throw new CliException(
            "There is a file " + output + " already.", "Move it away, or choose another name.");
      }
      Path unfinished = file.resolveSibling(file.getFileName() + ".part");
      try {
        long records = write(unfinished);
        Files.move(unfinished, file);
        say(records + " records written to " + output + ".");
      } catch (IOException | UncheckedIOException e) {
        throw new CliException(
            "The copy could not be written to " + file + ": " + e.getMessage() + ".",
            "Check the path given to --output.",
            e);
      }
      return ExitCode.OK;
    }

    private long write(Path file) throws IOException {
      long[] records = {0};
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        read((_, value) -> {
          try {
            out.write(value);
            out.write("\n".getBytes(StandardCharsets.UTF_8));
            records[0]++;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
      } catch (RuntimeException e) {
        Files.deleteIfExists(file);
        throw e;
      }
      return records[0];
    }
  }
}
