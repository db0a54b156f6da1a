// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.term.TermEntry;
import dev.weft.governance.term.TermRegister;
import dev.weft.governance.term.TermUse;
import dev.weft.model.diagnostic.Severity;
import dev.weft.model.language.Words;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.provisioner.report.TermsJson;
import dev.weft.provisioner.report.TermsText;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "terms",
    description = {
      "Lists the shared terms of a mesh with their type, classification, owner and number of uses."
          + " With a TERM, every field that carries it in any domain, what of it disagrees with the"
          + " term, and fields that look like it and are not bound. Needs no servers.",
      "",
      "Exit code 3 when a use disagrees with its term, or a term does not exist; else 0."
    },
    footer = {
      "",
      "Examples:",
      "  weft terms",
      "  weft terms customer-id",
      "  weft terms customer-id --format json"
    })
final class TermsCommand extends Command {

  @Parameters(
      arity = "0..1",
      paramLabel = "TERM",
      description = "The term whose uses are listed. Default: all terms, one line each.")
  private @Nullable String term;

  @Option(
      names = {"-C", "--dir"},
      paramLabel = "DIR",
      description = "The mesh repository. Default: data-products if it has a mesh.yaml, else here.")
  private @Nullable String directory;

  @Mixin private FormatOption format = new FormatOption();

  TermsCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    format.requireKnown();
    TermRegister register = TermRegister.of(mesh(), today());
    return term == null ? all(register) : one(register, term);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(session().clock().instant(), ZoneOffset.UTC);
  }

  private LoadedMesh mesh() {
    Path folder = meshDirectory(directory);
    LoadedMesh mesh = MeshLoader.load(new DirectoryTree(folder));
    if (mesh.mesh().isEmpty()) {
      throw new CliException(
          "There is no mesh repository in " + folder + ", or its mesh.yaml cannot be read.",
          "Name it with --dir, or see what `weft validate` says.");
    }
    long errors =
        mesh.diagnostics().stream().filter(one -> one.severity() == Severity.ERROR).count();
    if (errors > 0) {
      say(
          "%d %s in the manifests; what cannot be read is left out. `weft validate` says more."
              .formatted(errors, errors == 1 ? "error" : "errors"));
    }
    return mesh;
  }

  private ExitCode all(TermRegister register) {
    print(
        format.isJson()
            ? TermsJson.render(register.entries().values(), register.undefined())
            : TermsText.list(register, look()));
    return register.agrees() ? ExitCode.OK : ExitCode.BLOCKED;
  }

  private ExitCode one(TermRegister register, String name) {
    TermEntry entry = register.entries().get(name);
    if (entry == null) {
      List<TermUse> bound = register.undefined().getOrDefault(name, List.of());
      String used =
          bound.isEmpty()
              ? ""
              : " %d %s bound to it, the first at %s."
                  .formatted(
                      bound.size(),
                      bound.size() == 1 ? "field is" : "fields are",
                      bound.getFirst().location());
      throw new CliException(
          "There is no term `" + name + "`." + used,
          Words.didYouMean(name, register.entries().keySet(), "terms"));
    }
    print(
        format.isJson()
            ? TermsJson.render(List.of(entry), new TreeMap<>())
            : TermsText.one(entry, look()));
    return entry.disagreeing() == 0 ? ExitCode.OK : ExitCode.BLOCKED;
  }
}
