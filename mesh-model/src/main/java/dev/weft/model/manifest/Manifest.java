// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one file of the mesh repository says.
public sealed interface Manifest
    permits AccessGrantManifest,
        ApplicationManifest,
        DataProductManifest,
        DomainManifest,
        MeshManifest,
        PolicyManifest,
        TeamListManifest,
        TermManifest,
        WaiverManifest {

  /// What every manifest has.
  Header header();

  /// The manifest's name.
  default String name() {
    return header().name();
  }

  /// Path of the file.
  default String file() {
    return header().file();
  }

  /// Where the manifest begins.
  default Location location() {
    return header().root().location();
  }

  /// Whether both are of one file and say the same; comments and lines do not count.
  static boolean isSame(@Nullable Manifest one, @Nullable Manifest other) {
    if (one == null || other == null) {
      return one == other;
    }
    return one.file().equals(other.file())
        && YamlNode.isSame(one.header().root(), other.header().root());
  }

  /// The place of a value, or of the deepest part of the path that exists.
  ///
  /// @param path such as `spec.ports[0].topic.partitions` or `spec.topic.config["retention.ms"]`
  default Location locate(String path) {
    return header().root().at(YamlPath.parse(path));
  }

  /// What every manifest has.
  ///
  /// @param file path in the repository
  /// @param name `metadata.name`
  /// @param title `metadata.title`, or the name
  /// @param tags `metadata.tags`, sorted
  /// @param root the file's content
  record Header(String file, String name, String title, List<String> tags, YamlNode.Mapping root) {
    public Header {
      tags = List.copyOf(tags);
    }

    /// The content under `spec`.
    public YamlNode.Mapping spec() {
      return (YamlNode.Mapping) java.util.Objects.requireNonNull(root.value("spec"));
    }
  }
}
