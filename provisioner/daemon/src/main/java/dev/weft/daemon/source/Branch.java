// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.source;

import dev.weft.git.LastCommits;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/// What the loop asks of the branch that it makes real.
public interface Branch {

  /// The commit that the branch is at now; empty when there is no such branch yet.
  ///
  /// @throws IOException when the repository cannot be read
  Optional<ObjectId> head() throws IOException;

  /// Why a commit may not be followed, such as a signature that is missing, in sentences; empty
  /// when it may.
  ///
  /// @throws IOException when the repository cannot be read
  default Optional<String> refusal(ObjectId commit) throws IOException {
    return Optional.empty();
  }

  /// Whether commits have to be signed.
  default boolean isGuarded() {
    return false;
  }

  /// Reads a commit in full. The name of the branch plays no part, so what is read is one state of
  /// it, wherever the branch moves meanwhile.
  ///
  /// @throws IOException when any of it cannot be read
  Revision read(ObjectId commit) throws IOException;

  /// Who last changed what, up to a commit.
  ///
  /// @throws IOException when the history cannot be read
  LastCommits history(ObjectId commit) throws IOException;

  /// Whether a commit follows another one, or is the same. One that is no longer here is followed
  /// by none.
  ///
  /// @param earlier its full id
  /// @throws IOException when the history cannot be read
  boolean follows(String earlier, ObjectId commit) throws IOException;

  /// Why the branch here may be behind that of its origin, in a sentence; empty when it is not.
  default String problem() {
    return "";
  }

  /// Where it is, for messages.
  String describe();
}
