// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The sample mesh: its applications get their logins here, the rest is the work of the `weft`
/// command.
final class SampleMesh {

  static final String FOLDER = "data-products";
  private static final int CHANGES_PENDING = 2;
  private static final String SUFFIX = ".yaml";

  private final Path root;
  private final DevStack stack;
  private final Terminal terminal;

  SampleMesh(Path root, DevStack stack, Terminal terminal) {
    this.root = root;
    this.stack = stack;
    this.terminal = terminal;
  }

  /// Gives every application a login, then provisions and feeds the mesh.
  ///
  /// @return whether all of it succeeded
  boolean provision() {
    if (!Files.isDirectory(root.resolve(FOLDER))) {
      terminal.bad("The sample mesh is missing: there is no folder `" + FOLDER + "`.");
      return false;
    }
    List<String> applications = applications();
    applications.forEach(stack.identity()::ensureClient);
    terminal.good("%d applications can log in".formatted(applications.size()));
    return weft("apply", FOLDER, "--env", "dev", "--yes") && weft("feed", FOLDER, "--env", "dev");
  }

  /// Shows whether the products are in sync.
  ///
  /// @return whether it could be shown and they are
  boolean showDrift() {
    return weft("drift", FOLDER, "--env", "dev");
  }

  /// The applications of the mesh, each as domain and name.
  List<String> applications() {
    Path domains = root.resolve(FOLDER).resolve("domains");
    var applications = new ArrayList<String>();
    for (Path domain : list(domains)) {
      for (Path file : list(domain.resolve("applications"))) {
        String name = file.getFileName().toString();
        if (name.endsWith(SUFFIX)) {
          String application = name.substring(0, name.length() - SUFFIX.length());
          applications.add(domain.getFileName() + "." + application);
        }
      }
    }
    return applications;
  }

  private boolean weft(String... arguments) {
    String shown = "weft " + String.join(" ", arguments);
    terminal.heading(shown);
    if (!Files.isDirectory(root.resolve("provisioner/target"))) {
      terminal.bad("`%s`: the provisioner is not built.".formatted(shown));
      return false;
    }
    String told = System.getenv("WEFT_LAUNCHER");
    var command = new ArrayList<String>();
    command.add(told == null ? root.resolve("weft").toString() : told);
    command.addAll(Arrays.asList(arguments));
    try {
      int status =
          new ProcessBuilder(command).directory(root.toFile()).inheritIO().start().waitFor();
      if (status == CHANGES_PENDING) {
        terminal.bad(
            "The mesh is not in sync; `weft plan %s --env dev` says why.".formatted(FOLDER));
      } else if (status != 0) {
        terminal.bad("`%s` ended with status %d.".formatted(shown, status));
      }
      return status == 0;
    } catch (IOException e) {
      throw new DevStackException("Cannot run `%s`.".formatted(command.getFirst()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevStackException("Interrupted.", e);
    }
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
