// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.Names;
import dev.weft.model.name.ProductName;
import dev.weft.provisioner.report.Page;
import dev.weft.provisioner.report.Page.Style;
import dev.weft.provisioner.scaffold.NewFiles;
import dev.weft.provisioner.scaffold.Scaffold;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What commands share that make files in a mesh repository.
abstract class NewFile extends Command {

  @Option(
      names = {"-C", "--dir"},
      order = 80,
      paramLabel = "DIR",
      description = "The mesh repository. Default: data-products if it has a mesh.yaml, else here.")
  private @Nullable String directory;

  NewFile(Session session) {
    super(session);
  }

  final Path repository() {
    Path root = meshDirectory(directory);
    if (!Files.isRegularFile(root.resolve("mesh.yaml"))) {
      throw new CliException(
          "There is no mesh.yaml in " + root + ".",
          "Name the mesh repository with --dir, or begin one with `weft init DIR`.");
    }
    return root;
  }

  /// Writes the files, none of which may exist, and says so.
  final ExitCode write(Path root, NewFiles files, String next) {
    var page = new Page(look());
    boolean hasSchema = Files.isRegularFile(root.resolve(Scaffold.SCHEMA));
    try {
      for (Path file : (hasSchema ? files.withSchemaLines() : files).write(root)) {
        Path here = session().workingDirectory();
        Path shown = file.startsWith(here) ? here.relativize(file) : file;
        page.add(Style.GOOD, "+ ").line(shown.toString());
      }
    } catch (FileAlreadyExistsException e) {
      throw new CliException(
          e.getFile() + " exists already; nothing was written.",
          "Choose another name, or edit the file.",
          e);
    } catch (IOException e) {
      throw new CliException(
          "The files could not be written to " + root + ": " + e.getMessage(),
          "Check the directory and its rights; remove what is half there.",
          e);
    }
    print(page.gap().line("Next: " + next).toString());
    return ExitCode.OK;
  }

  final void requireDomain(Path root, String domain) {
    if (!Files.isRegularFile(root.resolve("domains/" + domain + "/domain.yaml"))) {
      throw new CliException(
          "There is no domain " + domain + ".",
          "Begin it with `weft new domain " + domain + " --owner TEAM`.");
    }
  }

  static String name(String what, String text) {
    if (!Names.isName(text)) {
      throw notAName(what, text);
    }
    return text;
  }

  static CliException notAName(String what, String text) {
    return new CliException(
        "`" + text + "` is not a name for a " + what + ".",
        "Use lower-case words of letters and digits joined by `-`, at most "
            + Names.MAX_LENGTH
            + " characters.");
  }

  static ProductName product(String text) {
    List<String> parts = pair("product", text);
    return new ProductName(parts.getFirst(), parts.getLast());
  }

  static ApplicationName application(String text) {
    List<String> parts = pair("application", text);
    return new ApplicationName(parts.getFirst(), parts.getLast());
  }

  private static List<String> pair(String what, String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2) {
      throw new CliException(
          "`" + text + "` does not say which domain the " + what + " is in.",
          "Write it as DOMAIN/" + what.toUpperCase(Locale.ROOT) + ".");
    }
    return List.of(name("domain", parts[0]), name(what, parts[1]));
  }
}
