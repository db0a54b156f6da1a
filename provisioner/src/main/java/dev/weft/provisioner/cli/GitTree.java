// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The files of a mesh repository as they are in a commit, by the `git` program: one call lists
/// them, with their ids, and one process hands over the contents that are asked for.
final class GitTree implements SourceTree, AutoCloseable {

  private static final String SYMLINK = "120000";
  private static final String SUBMODULE = "160000";

  private final Path directory;
  private final List<SourceFile> files = new ArrayList<>();
  private final Map<String, String> ids = new TreeMap<>();
  private @Nullable Contents contents;

  private GitTree(Path directory) {
    this.directory = directory;
  }

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
    GitTree tree = new GitTree(directory);
    try {
      tree.list(commit);
    } catch (IOException e) {
      throw new CliException(
          "The files of " + reference + " cannot be read: " + e.getMessage() + ".",
          "Try `git ls-tree -r " + reference + "` in " + directory + ".",
          e);
    }
    return tree;
  }

  /// Reads lines such as `100644 blob ID SIZE<tab>PATH`, which end with a zero.
  private void list(String commit) throws IOException {
    Process git = start(directory, "ls-tree", "-r", "-l", "-z", commit);
    git.getOutputStream().close();
    String listing = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    require(git);
    for (String entry : listing.split("\0", -1)) {
      int tab = entry.indexOf('\t');
      if (tab > 0) {
        add(entry.substring(0, tab).trim().split(" +", 4), entry.substring(tab + 1));
      }
    }
  }

  private void add(String[] entry, String path) {
    boolean isHidden = ("/" + path).contains("/.");
    if (isHidden || files.size() > MeshLoader.MAX_FILES) {
      return;
    }
    switch (entry[0]) {
      case SYMLINK -> files.add(new SourceFile(path, 0, SourceFile.Kind.SYMLINK));
      case SUBMODULE -> files.add(new SourceFile(path, 0, SourceFile.Kind.OTHER));
      default -> {
        files.add(
            new SourceFile(path, Long.parseLong(entry[3]), SourceFile.Kind.REGULAR, entry[2]));
        ids.put(path, entry[2]);
      }
    }
  }

  @Override
  public List<SourceFile> files() {
    return List.copyOf(files);
  }

  @Override
  public byte[] read(String path) throws IOException {
    String id = ids.get(path);
    if (id == null) {
      throw new IOException("no file " + path + " in the commit");
    }
    synchronized (this) {
      Contents open = contents;
      if (open == null) {
        open = new Contents(start(directory, "cat-file", "--batch"));
        contents = open;
      }
      return open.read(id);
    }
  }

  @Override
  public synchronized void close() {
    Contents open = contents;
    if (open != null) {
      open.git.destroy();
      contents = null;
    }
  }

  /// The process that answers each id with `ID blob SIZE`, the content, and a line end.
  private static final class Contents {
    private final Process git;
    private final OutputStream questions;
    private final DataInputStream answers;

    Contents(Process git) {
      this.git = git;
      this.questions = git.getOutputStream();
      this.answers = new DataInputStream(new BufferedInputStream(git.getInputStream(), 1 << 16));
    }

    byte[] read(String id) throws IOException {
      questions.write((id + "\n").getBytes(StandardCharsets.UTF_8));
      questions.flush();
      String[] head = line(answers).split(" ", -1);
      if (head.length != 3 || !head[0].equals(id)) {
        throw new IOException("git does not have " + id);
      }
      int size = Integer.parseInt(head[2]);
      byte[] content = new byte[Math.min(size, MeshLoader.MAX_FILE_BYTES + 1)];
      answers.readFully(content);
      answers.skipNBytes(size - content.length + 1L);
      return content;
    }

    private static String line(InputStream in) throws IOException {
      var line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0 || line.length() > 200) {
          throw new IOException("git has ended");
        }
        line.append((char) c);
      }
      return line.toString();
    }
  }

  /// As [Revision#git]: settings of the work tree that would run programs are switched off.
  private static Process start(Path directory, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static void require(Process git) throws IOException {
    try {
      if (git.waitFor() != 0) {
        throw new IOException("git has failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
