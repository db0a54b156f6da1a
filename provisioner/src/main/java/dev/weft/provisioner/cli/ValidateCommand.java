// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.FixTrials;
import dev.weft.governance.Notice;
import dev.weft.governance.ProvenFix;
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
import dev.weft.provisioner.report.UnifiedDiff;
import dev.weft.provisioner.report.WaivedFindings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
    name = "validate",
    description = {
      "Reads every manifest and schema of a mesh repository and reports everything that is wrong in"
          + " one run, each with file, line and column. Needs no servers, so it fits an editor, a"
          + " commit hook and a pipeline.",
      "",
      "Where a policy knows what puts a finding right, that is tried and, if it ends the finding and"
          + " brings no other one, shown as its fix."
    },
    footer = {
      "",
      "Examples:",
      "  weft validate                           the mesh in data-products, or here",
      "  weft validate --fix --dry-run           what the fixes would change, as a diff",
      "  weft validate my-mesh --format sarif    for code scanning"
    })
final class ValidateCommand extends Command {

  @Mixin private MeshReport report = new MeshReport();

  @Option(
      names = "--fix",
      description =
          "Make every fix in the manifests, then report what is left. Comments, order and lines that"
              + " need no change stay as they are.")
  private boolean isFixing;

  @Option(
      names = "--dry-run",
      description =
          "With --fix: write nothing, and print what would be changed as a diff. Exit code 2 when"
              + " there is something.")
  private boolean isDryRun;

  ValidateCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    report.require();
    if (isDryRun && !isFixing) {
      throw new CliException("There is nothing to try without --fix.", "Add --fix.");
    }
    Path directory = report.directory(this);
    if (isDryRun) {
      report.require(Format.TEXT);
      return diff(directory);
    }
    if (isFixing) {
      fix(directory);
    }
    return validate(directory);
  }

  private ExitCode validate(Path directory) {
    Instant begun = session().clock().instant();
    Manifests manifests = session().backend().get().load(directory);
    FixTrials.Offer offer = manifests.check().get();
    List<Notice> notices = once(offer.notices());
    Duration time = Duration.between(begun, session().clock().instant());
    switch (report.format()) {
      case TEXT -> text(manifests, notices, offer.untried(), time);
      case JSON -> print(DiagnosticJson.render(notices, manifests.files().size()));
      case MARKDOWN -> print(DiagnosticMarkdown.render(notices));
      case SARIF ->
          print(DiagnosticSarif.render(offer.notices(), manifests.rules().get(), Version.text()));
      case JUNIT -> print(DiagnosticJunit.render(offer.notices(), manifests.files()));
    }
    return exitCode(notices.stream().map(Notice::diagnostic).toList());
  }

  private ExitCode diff(Path directory) {
    FixTrials.Repair repair = session().backend().get().load(directory).repair().get();
    repair
        .files()
        .forEach((file, text) -> print(UnifiedDiff.of(file, text.before(), text.after(), look())));
    tell(repair);
    return repair.files().isEmpty() ? ExitCode.OK : ExitCode.PENDING;
  }

  private void fix(Path directory) {
    Backend backend = session().backend().get();
    FixTrials.Repair repair = backend.load(directory).repair().get();
    FixedFiles.write(directory, repair.files());
    backend.forget();
    tell(repair);
  }

  /// On the error stream, so that what is printed is the diff or the report only.
  private void tell(FixTrials.Repair repair) {
    for (ProvenFix fix : repair.made()) {
      say("%s: %s".formatted(fix.file(), fix.words()));
    }
    int count = repair.made().size();
    say("%s %s.".formatted(count == 1 ? "1 fix" : count + " fixes", isDryRun ? "to make" : "made"));
  }

  private void text(Manifests manifests, List<Notice> notices, int untried, Duration time) {
    print(
        session().terminal().isOutInteractive()
            ? DiagnosticText.contextual(notices, manifests.sources(), look())
            : DiagnosticText.notices(notices, look()));
    if (isQuiet()) {
      return;
    }
    List<Diagnostic> findings = notices.stream().map(Notice::diagnostic).toList();
    boolean isGood = exitCode(findings) == ExitCode.OK;
    var page = new Page(look());
    if (!findings.isEmpty()) {
      page.line("");
    }
    String waived = WaivedFindings.of(notices).sentence();
    if (!waived.isEmpty()) {
      page.line(waived);
    }
    String fixes = DiagnosticText.fixes(notices, untried, "--fix");
    if (!fixes.isEmpty()) {
      page.line(fixes);
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

  /// What is told in the same words of the same place stands once.
  private static List<Notice> once(List<Notice> notices) {
    Set<Diagnostic> told = new HashSet<>();
    return notices.stream().filter(notice -> told.add(notice.diagnostic())).toList();
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
