// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.name.PortName;
import dev.weft.model.standard.AsyncApiDocument;
import dev.weft.model.standard.OdcsContract;
import dev.weft.model.standard.PortExport;
import dev.weft.model.standard.StandardDocument;
import dev.weft.provisioner.cli.Backend.Described;
import dev.weft.provisioner.cli.Backend.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "export",
    description = {
      "Writes what manifests say of a port in the words of a standard that other tools read: a data"
          + " contract (ODCS 3.1) with fields, promises, owner and terms of use, or an event"
          + " interface (AsyncAPI 3) with topic, key and schema. Needs no servers. Addresses are in"
          + " it when it is known where the environment's servers are; secrets never are."
    },
    footer = {
      "",
      "Examples:",
      "  weft export urn:weft:orders:orders:orders:v1 --env prod --to odcs",
      "  weft export urn:weft:orders:orders:orders:v1 --env prod --to asyncapi --format json",
      "  weft export urn:weft:orders:orders:orders:v1 --env prod --to odcs --output orders.yaml"
    })
final class ExportCommand extends ServerCommand {

  /// How many ports are named when nothing is near to what was asked for.
  private static final int NAMED = 5;

  /// The standards.
  enum Standard {
    ODCS,
    ASYNCAPI;

    StandardDocument document(PortExport export) {
      return switch (this) {
        case ODCS -> OdcsContract.of(export);
        case ASYNCAPI -> AsyncApiDocument.of(export);
      };
    }
  }

  /// How documents are written down.
  enum Notation {
    YAML,
    JSON
  }

  @Parameters(index = "0", paramLabel = "URN", description = "The port's URN.")
  private String urn = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DIR",
      description = "The mesh repository. Default: data-products if it has a mesh.yaml, else here.")
  private @Nullable String directory;

  @Option(
      names = {"-t", "--to"},
      required = true,
      paramLabel = "STANDARD",
      description = "odcs (Open Data Contract Standard 3.1.0) or asyncapi (AsyncAPI 3.0.0).")
  private Standard standard = Standard.ODCS;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "yaml",
      description = "yaml or json.")
  private Notation notation = Notation.YAML;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to this file, in place of what is in it, and not to standard output.")
  private @Nullable String output;

  ExportCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    PortName port = PortUrn.parse(urn);
    Target target = target(meshDirectory(directory));
    Described described = session().backend().get().describe(target);
    PortExport export = described.ports().get(port.urn());
    if (export == null) {
      throw unknown(target, described.ports().keySet());
    }
    if (!described.hasAddresses()) {
      say(
          "It is not known where the servers of "
              + target.environment()
              + " are, so the document names none; see --config.");
    }
    StandardDocument document = standard.document(export);
    String text =
        switch (notation) {
          case YAML -> document.yaml();
          case JSON -> document.json();
        };
    if (output == null) {
      print(text);
    } else {
      save(path(output), session().secrets().mask(text));
      say("Written to " + output + ".");
    }
    return ExitCode.OK;
  }

  private CliException unknown(Target target, Collection<String> known) {
    String what = "No port of environment " + target.environment() + " is " + urn + ".";
    String check = "`weft validate " + target.directory() + "` says whether its product is broken.";
    return new CliException(
        what,
        Nearest.of(urn, known)
            .map(near -> "Did you mean " + near + "?")
            .orElseGet(() -> (known.isEmpty() ? "" : some(known)) + check));
  }

  private static String some(Collection<String> known) {
    List<String> first = known.stream().limit(NAMED).toList();
    int more = known.size() - first.size();
    return "There are: "
        + String.join(", ", first)
        + (more > 0 ? " and " + more + " more. " : ". ");
  }

  private static void save(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CliException(
          "The document could not be written to " + file + ": " + e.getMessage(),
          "Check the path given to --output.",
          e);
    }
  }
}
