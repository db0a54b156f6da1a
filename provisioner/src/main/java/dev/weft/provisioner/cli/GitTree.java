// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// The files of a mesh repository as they are in a commit. Git hands them over in one piece, so a
/// large repository costs one process.
final class GitTree implements SourceTree {

  private static final long PATIENCE_SECONDS = 60;

  private final Map<String, byte[]> files = new TreeMap<>();

  private GitTree() {}

  /// The files below a directory of a work tree, in another commit.
  ///
  /// @throws CliException when there is no such commit, or no Git
  static GitTree of(Path directory, String reference) {
    String commit =
        Revision.git(
                directory, "rev-parse", "--verify", "--end-of-options", reference + "^{commit}")
            .orElseThrow(() ->
                new CliException(
                    "Git knows no commit " + reference + " in " + directory + ".",
                    "Name a branch, a tag or a commit, and fetch it first in a pipeline."));
    GitTree tree = new GitTree();
    try {
      Path archive = Files.createTempFile("weft-git", ".zip");
      try {
        archive(directory, commit, archive);
        tree.unpack(archive);
      } finally {
        Files.delete(archive);
      }
    } catch (IOException e) {
      throw new CliException(
          "The files of " + reference + " cannot be read: " + e.getMessage() + ".",
          "Try `git archive " + reference + "` in " + directory + ".",
          e);
    }
    return tree;
  }

  private static void archive(Path directory, String commit, Path archive) throws IOException {
    Process git =
        new ProcessBuilder("git", "archive", "--format=zip", "-0", commit)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(archive.toFile())
            .start();
    git.getOutputStream().close();
    try {
      if (!git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        git.destroyForcibly();
        throw new IOException("git did not answer in a minute");
      }
    } catch (InterruptedException e) {
      git.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (git.exitValue() != 0) {
      throw new IOException("git archive failed");
    }
  }

  private void unpack(Path archive) throws IOException {
    try (InputStream in = Files.newInputStream(archive);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        boolean isHidden = ("/" + entry.getName()).contains("/.");
        if (!entry.isDirectory() && !isHidden && files.size() <= MeshLoader.MAX_FILES) {
          files.put(entry.getName(), zip.readNBytes(MeshLoader.MAX_FILE_BYTES + 1));
        }
      }
    }
  }

  @Override
  public List<SourceFile> files() {
    return files.entrySet().stream()
        .map(file -> new SourceFile(file.getKey(), file.getValue().length, SourceFile.Kind.REGULAR))
        .toList();
  }

  @Override
  public byte[] read(String path) throws IOException {
    byte[] content = files.get(path);
    if (content == null) {
      throw new IOException("no file " + path + " in the commit");
    }
    return content;
  }
}
