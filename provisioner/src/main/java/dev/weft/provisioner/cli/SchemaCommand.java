// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.compatibility.Consumer;
import dev.weft.model.compatibility.ConsumerImpact;
import dev.weft.model.compatibility.Impact;
import dev.weft.model.compatibility.SchemaComparison;
import dev.weft.provisioner.report.SchemaDiffJson;
import dev.weft.provisioner.report.SchemaDiffText;
import dev.weft.provisioner.report.SchemaDiffView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "schema",
    description = "Looks at schemas. Needs no servers.",
    footer = {
      "",
      "Examples:",
      "  weft schema diff old.avsc new.avsc",
      "  weft schema diff --base main",
    })
final class SchemaCommand extends Command {

  SchemaCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    throw new CliException("Say what to do with schemas.", "Use: weft schema diff.");
  }

  /// The command with what it can do.
  static CommandLine commandLine(Session session) {
    return new CommandLine(new SchemaCommand(session)).addSubcommand(new Diff(session));
  }

  @CommandLine.Command(
      name = "diff",
      description = {
        "Says what changed between two schemas, by meaning, and what that does to readers in either"
            + " direction: backward is a reader with the new schema that meets data of before,"
            + " forward a reader with the old schema that meets new data. Each change is safe, risky"
            + " (all can be read, and a value may be missing, cut or mean something else) or"
            + " breaking.",
        "",
        "With two files it compares those. With --base it compares the ports of a mesh repository"
            + " with how they are in another commit, and judges the change for every consumer: who"
            + " has a grant or the port as an input is broken by what breaks, unless its application"
            + " says there under `reads` that it reads something else.",
        "",
        "Exit code 3 when a change breaks readers in either direction, else 0."
      },
      footer = {
        "",
        "Examples:",
        "  weft schema diff old.avsc new.avsc",
        "  weft schema diff old.proto new.proto --message shop.Order --format json",
        "  weft schema diff --base main                        all ports that changed",
        "  weft schema diff --base main urn:weft:orders:orders:orders:v1 --format markdown"
      })
  static final class Diff extends Command {

    private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON, Format.MARKDOWN);

    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "OLD",
        description = "The file of the old schema; with --base, the URN of a port. Default: all.")
    private @Nullable String first;

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "NEW",
        description =
            "The file of the new schema; with --base, the mesh repository. Default: data-products"
                + " if it has a mesh.yaml, else here.")
    private @Nullable String second;

    @Option(
        names = "--base",
        paramLabel = "REF",
        description = "Compare with this branch, tag or commit.")
    private @Nullable String base;

    @Option(
        names = {"-l", "--language"},
        paramLabel = "LANGUAGE",
        description =
            "avro, protobuf or json. Default: by the ending of the files: .avsc, .proto, .json.")
    private @Nullable String language;

    @Option(
        names = "--message",
        paramLabel = "NAME",
        description = "Full name of the record or message that is meant, when files have several.")
    private @Nullable String message;

    @Option(
        names = {"-f", "--format"},
        paramLabel = "FORMAT",
        defaultValue = "text",
        description = "text, json or markdown.")
    private Format format = Format.TEXT;

    @Option(
        names = "--reads",
        paramLabel = "FIELD",
        split = ",",
        description =
            "Judge two files for a consumer that reads these fields only, as address.city.")
    private List<String> reads = List.of();

    Diff(Session session) {
      super(session);
    }

    @Override
    ExitCode run() {
      require(format, FORMATS);
      List<SchemaDiffView> views = base == null ? ofFiles() : ofPorts(base);
      print(
          switch (format) {
            case JSON -> SchemaDiffJson.render(views);
            case MARKDOWN -> SchemaDiffText.markdown(views);
            case TEXT, SARIF, JUNIT -> SchemaDiffText.text(views, look());
          });
      return SchemaDiffView.worst(views) == Impact.BREAKING ? ExitCode.BLOCKED : ExitCode.OK;
    }

    private List<SchemaDiffView> ofFiles() {
      if (first == null || second == null) {
        throw new CliException(
            "Two schemas are needed.",
            "Use: weft schema diff OLD NEW, or weft schema diff --base REF.");
      }
      SchemaFile before = SchemaFile.of(path(first), first, language, message);
      SchemaFile after = SchemaFile.of(path(second), second, language, message);
      SchemaComparison comparison = SchemaComparison.between(before.schema(), after.schema());
      List<ConsumerImpact> consumers =
          reads.isEmpty()
              ? List.of()
              : List.of(
                  ConsumerImpact.of(
                      new Consumer(
                          "a reader of " + String.join(", ", reads),
                          List.of(Consumer.Evidence.GRANT),
                          reads,
                          null),
                      before.schema(),
                      comparison,
                      after.schema()));
      return List.of(new SchemaDiffView(second, first, second, comparison, consumers));
    }

    private List<SchemaDiffView> ofPorts(String reference) {
      boolean isDirectory = first != null && !first.startsWith("urn:");
      return PortSchemas.compare(
          meshDirectory(isDirectory ? first : second),
          reference,
          isDirectory || first == null ? null : PortUrn.parse(first),
          session().clock().instant());
    }
  }
}
