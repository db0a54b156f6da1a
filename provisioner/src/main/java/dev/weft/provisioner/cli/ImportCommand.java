// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.name.Names;
import dev.weft.provisioner.cli.Backend.Adoption;
import dev.weft.provisioner.cli.Backend.Written;
import dev.weft.provisioner.report.Page;
import dev.weft.provisioner.report.Page.Style;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "import",
    description = {
      "Takes over topics that exist: writes manifests that describe them as they are, with their"
          + " schemas and readers, so that a plan of them is empty. Touches nothing on the servers."
          + " Review the manifests, commit them, then run `weft plan`."
    },
    footer = {
      "",
      "Examples:",
      "  weft import --env prod --topics 'legacy\\..*' --domain orders --dry-run",
      "  weft import --env prod --topics 'orders-.*' --domain orders data-products"
    })
final class ImportCommand extends ServerCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The mesh repository. Default: data-products if it has a mesh.yaml, else here.")
  private @Nullable String directory;

  @Option(
      names = "--topics",
      paramLabel = "REGEX",
      required = true,
      description = "Topics whose whole name matches this regular expression.")
  private String topics = "";

  @Option(
      names = "--domain",
      paramLabel = "DOMAIN",
      required = true,
      description = "The domain that will own them.")
  private String domain = "";

  @Option(names = "--dry-run", description = "Say what would be written, and write nothing.")
  private boolean isDryRun;

  @Option(
      names = "--without-schema",
      description = "Take over topics without a schema too, with one that allows anything.")
  private boolean isWithoutSchema;

  ImportCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    if (!Names.isName(domain)) {
      throw NewFile.notAName("domain", domain);
    }
    try (Progress progress = progress()) {
      Written written =
          session()
              .backend()
              .get()
              .adopt(
                  target(meshDirectory(directory)),
                  new Adoption(pattern(), domain, isDryRun, isWithoutSchema),
                  progress);
      progress.hide();
      var page = new Page(look());
      written.done().forEach(line -> page.add(Style.GOOD, "+ ").line(line));
      written.left().forEach(line -> page.add(Style.WARN, "! ").line(line));
      String count = written.done().size() + (isDryRun ? " to write, " : " written, ");
      page.gap().line(Style.BOLD, "Import: " + count + written.left().size() + " left out.");
      if (!isDryRun && !written.done().isEmpty()) {
        page.line(
            "Next: review and commit the files, then `weft plan` shows that nothing changes.");
      }
      print(page.toString());
      return ExitCode.OK;
    }
  }

  private Pattern pattern() {
    try {
      return Pattern.compile(topics);
    } catch (PatternSyntaxException e) {
      throw new CliException(
          "--topics is not a regular expression: " + e.getDescription() + " in " + topics + ".",
          "Quote it for the shell, and write a literal dot as \\. .",
          e);
    }
  }
}
