// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/// Where the mesh repository is.
@ConfigMapping(prefix = "weft")
public interface ForgeConfig {

  /// Folder of the bare repository. Without one there are no change requests.
  Optional<Path> repository();

  /// Short name of the main branch.
  @WithDefault("main")
  String branch();
}
