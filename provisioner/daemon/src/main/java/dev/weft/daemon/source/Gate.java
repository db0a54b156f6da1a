// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.source;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/// Decides whether a commit may be followed.
public interface Gate {

  /// Every commit may be.
  Gate OPEN = (_, _) -> Optional.empty();

  /// Why a commit may not be followed, in sentences; empty when it may.
  ///
  /// @throws IOException when the repository cannot be read
  Optional<String> refusal(Repository git, ObjectId commit) throws IOException;
}
