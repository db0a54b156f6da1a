// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.policy.Library;
import dev.weft.governance.policy.PolicySet;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Severity;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.PolicyFile;
import dev.weft.model.manifest.Manifest;
import dev.weft.model.manifest.PolicyManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The policies of a mesh repository and those that come with Weft.
final class PolicyFiles {

  private final Path directory;
  private final @Nullable LoadedMesh mesh;

  private PolicyFiles(Path directory, @Nullable LoadedMesh mesh) {
    this.directory = directory;
    this.mesh = mesh;
  }

  /// @param directory what may be a mesh repository
  static PolicyFiles of(Path directory) {
    boolean isMesh = Files.isRegularFile(directory.resolve("mesh.yaml"));
    return new PolicyFiles(directory, isMesh ? ManifestFiles.load(directory).mesh() : null);
  }

  /// The policy that one is based on, if it is.
  @Nullable PolicyManifest baseOf(PolicyManifest policy) {
    return PolicySet.baseOf(policy, own()).orElse(null);
  }

  /// Policies by name or by file.
  ///
  /// @param wanted nothing means all
  /// @param paths finds a file as the user wrote it
  /// @throws CliException when there is no such policy, or one that cannot be read
  List<PolicyManifest> select(List<String> wanted, Function<String, Path> paths) {
    if (wanted.isEmpty()) {
      requireReadable();
      return all().toList();
    }
    List<PolicyManifest> selected = new ArrayList<>();
    for (String word : wanted) {
      boolean isFile = word.endsWith(".yaml") || word.endsWith(".yml") || word.contains("/");
      if (isFile) {
        selected.add(file(word, paths.apply(word)));
      } else {
        selected.addAll(named(word));
      }
    }
    return selected;
  }

  private Stream<PolicyManifest> all() {
    return Stream.concat(own().stream(), Library.manifests().values().stream());
  }

  private List<PolicyManifest> own() {
    return mesh == null ? List.of() : mesh.policies();
  }

  private List<PolicyManifest> named(String name) {
    List<PolicyManifest> found = all().filter(policy -> policy.name().equals(name)).toList();
    if (found.isEmpty()) {
      requireReadable();
      TreeSet<String> names =
          all().map(Manifest::name).collect(Collectors.toCollection(TreeSet::new));
      throw new CliException(
          "There is no policy " + name + ".",
          Nearest.of(name, List.copyOf(names))
              .map(near -> "Did you mean " + near + "?")
              .orElse("There are " + String.join(", ", names) + "."));
    }
    return found;
  }

  private PolicyManifest file(String written, Path file) {
    for (PolicyManifest policy : own()) {
      if (directory.resolve(policy.file()).normalize().equals(file.normalize())) {
        return policy;
      }
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new CliException(
          "The policy " + written + " cannot be read: " + e.getMessage() + ".",
          "Name a policy, or a file that holds one.",
          e);
    }
    PolicyFile read = PolicyFile.read(written, text);
    PolicyManifest policy = read.policy();
    if (policy == null) {
      throw unreadable(read.diagnostics());
    }
    return policy;
  }

  /// A policy that cannot be read has no cases, which must not look as if all had passed.
  private void requireReadable() {
    LoadedMesh loaded = mesh;
    List<String> files = loaded == null ? List.of() : PolicySet.unreadable(loaded);
    if (loaded != null && !files.isEmpty()) {
      throw unreadable(
          loaded.diagnostics().stream()
              .filter(found -> files.contains(found.location().file()))
              .toList());
    }
  }

  private static CliException unreadable(List<Diagnostic> diagnostics) {
    return new CliException(
        diagnostics.stream()
            .filter(found -> found.severity() == Severity.ERROR)
            .map(Diagnostic::toString)
            .collect(Collectors.joining("\n")),
        "Put it right first; `weft validate` shows more.");
  }
}
