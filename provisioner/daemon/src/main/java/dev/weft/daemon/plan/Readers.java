// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.plan;

import dev.weft.model.compatibility.ReaderUses;
import dev.weft.model.mesh.EnvironmentMesh;
import java.util.Optional;

/// Tells who reads what at present.
@FunctionalInterface
public interface Readers {

  /// As it was measured last; empty when that cannot be read now.
  ///
  /// @param mesh of the environment, as it is followed
  Optional<ReaderUses> now(EnvironmentMesh mesh);
}
