// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import java.io.IOException;
import java.util.List;

/// The files of a mesh repository at one moment: a folder, a commit, or a test's map.
public interface SourceTree {

  /// Everything there is, in any order. Folders are not listed; symbolic links are, and are never
  /// followed.
  List<SourceFile> files();

  /// The content of a file that `files` listed as regular. Called from several threads.
  byte[] read(String path) throws IOException;
}
