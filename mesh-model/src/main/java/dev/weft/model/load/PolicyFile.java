// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.language.ManifestKind;
import dev.weft.model.manifest.PolicyManifest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A policy that stands in no mesh repository, such as one that comes with Weft.
///
/// @param policy absent when its form is not good
/// @param diagnostics everything wrong with its form
public record PolicyFile(@Nullable PolicyManifest policy, List<Diagnostic> diagnostics) {

  public PolicyFile {
    diagnostics = List.copyOf(diagnostics);
  }

  /// Reads a policy of the mesh.
  ///
  /// @param path what diagnostics name, ending in `<name>.yaml`
  /// @param text its content
  public static PolicyFile read(String path, String text) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    String file = path.substring(path.lastIndexOf('/') + 1);
    String name = file.endsWith(".yaml") ? file.substring(0, file.length() - 5) : file;
    Place place = new Place(path, Place.Role.MANIFEST, ManifestKind.POLICY, null, null, name);
    PolicyManifest policy = (PolicyManifest) ManifestFile.parse(place, text, diagnostics);
    return new PolicyFile(policy, diagnostics);
  }
}
