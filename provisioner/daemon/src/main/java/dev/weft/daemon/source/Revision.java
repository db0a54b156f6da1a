// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.source;

import dev.weft.git.Commit;
import dev.weft.governance.CheckMemory;
import dev.weft.governance.Governance;
import dev.weft.model.load.LoadedMesh;
import org.eclipse.jgit.lib.ObjectId;

/// A commit as it was read.
///
/// @param id of the commit
/// @param commit what is said of it
/// @param mesh its manifests, with everything that is wrong
/// @param governance its policies, compiled
public record Revision(ObjectId id, Commit commit, LoadedMesh mesh, Governance governance) {

  /// Compiles the policies of a commit.
  public static Revision of(ObjectId id, Commit commit, LoadedMesh mesh) {
    return new Revision(id, commit, mesh, Governance.of(mesh));
  }

  /// Compiles the policies of a commit, as far as they are not those of the one before.
  static Revision of(ObjectId id, Commit commit, LoadedMesh mesh, CheckMemory memory) {
    return new Revision(id, commit, mesh, Governance.of(mesh, memory));
  }
}
