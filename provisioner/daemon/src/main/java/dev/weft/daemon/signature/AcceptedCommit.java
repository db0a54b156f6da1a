// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import dev.weft.git.Commits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers the commit that was accepted last in a file of this machine. It is no branch and no
/// other reference, since whoever can push could move those.
public final class AcceptedCommit {

  private static final Logger LOG = LoggerFactory.getLogger(AcceptedCommit.class);

  private final Path file;
  private final String branch;
  private @Nullable ObjectId known;
  private boolean isRead;
  private boolean hasComplained;

  /// @param file made when it is needed
  /// @param branch of which commits are accepted; what was accepted of another one does not count
  public AcceptedCommit(Path file, String branch) {
    this.file = file;
    this.branch = branch;
  }

  /// The commit; null when none was accepted yet, or the repository has it no more.
  ///
  /// @throws IOException when the file is there and cannot be read
  @Nullable ObjectId read(Repository git) throws IOException {
    if (!isRead) {
      known = Files.exists(file) ? parse(git, Files.readString(file).strip()) : null;
      isRead = true;
    }
    return known;
  }

  private @Nullable ObjectId parse(Repository git, String text) throws IOException {
    int blank = text.indexOf(' ');
    if (blank < 0 || !text.substring(blank + 1).equals(branch)) {
      return null;
    }
    return Commits.find(git, text.substring(0, blank)).orElse(null);
  }

  void write(Repository git, ObjectId commit) throws IOException {
    if (commit.equals(read(git))) {
      return;
    }
    known = commit.copy();
    try {
      Path draft = file.resolveSibling(file.getFileName() + ".draft");
      Files.writeString(draft, commit.name() + " " + branch + "\n");
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      if (!hasComplained) {
        hasComplained = true;
        LOG.atWarn()
            .addKeyValue("file", file)
            .log(
                "Which commit was accepted cannot be written down, so a restart judges it anew. {}",
                e.toString());
      }
    }
  }
}
