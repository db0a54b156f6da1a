// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.provisioner.cli.Backend.Manifests;
import dev.weft.provisioner.report.DiagnosticCounts;
import dev.weft.provisioner.report.DiagnosticJson;
import dev.weft.provisioner.report.DiagnosticJunit;
import dev.weft.provisioner.report.DiagnosticMarkdown;
import dev.weft.provisioner.report.DiagnosticSarif;
import dev.weft.provisioner.report.DiagnosticText;
import dev.weft.provisioner.report.Page;
import dev.weft.provisioner.report.Page.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "validate",
    description = {
      "Reads every manifest and schema of a mesh repository and reports everything that is wrong in"
          + " one run, each with file, line and column. Needs no servers, so it fits an editor, a"
          + " commit hook and a pipeline."
    },
    footer = {
      "",
      "Examples:",
      "  weft validate                           the mesh in data-products, or here",
      "  weft validate my-mesh --format sarif    for code scanning"
    })
final class ValidateCommand extends Command {

  private static final List<Format> FORMATS = List.of(Format.values());

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The mesh repository. Default: data-products if it has a mesh.yaml, else here.")
  private @Nullable String directory;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json, markdown, sarif or junit.")
  private Format format = Format.TEXT;

  ValidateCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    require(format, FORMATS);
    Instant begun = session().clock().instant();
    Manifests manifests = session().backend().get().load(meshDirectory(directory));
    List<Diagnostic> findings = manifests.check().get();
    switch (format) {
      case TEXT -> text(manifests, findings, Duration.between(begun, session().clock().instant()));
      case JSON -> print(DiagnosticJson.render(findings, manifests.files().size()));
      case MARKDOWN -> print(DiagnosticMarkdown.render(findings));
      case SARIF -> print(DiagnosticSarif.render(findings, Version.text()));
      case JUNIT -> print(DiagnosticJunit.render(findings, manifests.files()));
    }
    return exitCode(findings);
  }

  private void text(Manifests manifests, List<Diagnostic> findings, Duration time) {
    print(
        session().terminal().isOutInteractive()
            ? DiagnosticText.contextual(findings, manifests.sources(), look())
            : DiagnosticText.lines(findings, look()));
    if (!isQuiet()) {
      boolean isGood = exitCode(findings) == ExitCode.OK;
      var page = new Page(look());
      if (!findings.isEmpty()) {
        page.line("");
      }
      page.line(
          isGood ? Style.GOOD : Style.BAD,
          "%d files, %s (%s s)"
              .formatted(
                  manifests.files().size(),
                  DiagnosticCounts.of(findings).words(),
                  String.format(Locale.ROOT, "%.2f", time.toMillis() / 1000.0)));
      print(page.toString());
    }
  }

  /// Errors outweigh what policies forbid.
  static ExitCode exitCode(List<Diagnostic> findings) {
    DiagnosticCounts counts = DiagnosticCounts.of(findings);
    if (counts.errors() > 0) {
      return ExitCode.ERROR;
    }
    return counts.dangers() > 0 ? ExitCode.BLOCKED : ExitCode.OK;
  }
}
