// SPDX-License-Identifier: Apache-2.0
package dev.weft.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/// Opens bare repositories of this machine, such that nothing but the repository itself decides
/// what happens: settings of the user and of the machine are neither read nor written, and the
/// `git` program is not run to find them.
public final class BareRepository {

  static {
    SystemReader.setInstance(new Isolated(SystemReader.getInstance()));
  }

  private BareRepository() {}

  /// Opens a repository for reading and writing; the caller closes it.
  ///
  /// @throws RepositoryNotFoundException when the folder is no bare repository
  public static Repository open(Path folder) throws IOException {
    return new FileRepositoryBuilder()
        .setGitDir(folder.toFile())
        .setMustExist(true)
        .setBare()
        .build();
  }

  /// Makes an empty repository whose first branch is to be `main`; the caller closes it.
  public static Repository create(Path folder) throws IOException {
    Repository repository =
        new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
    repository.create(true);
    repository.updateRef("HEAD").link("refs/heads/main");
    return repository;
  }

  /// The machine as JGit sees it, without any settings.
  private static final class Isolated extends SystemReader.Delegate {

    private Isolated(SystemReader machine) {
      super(machine);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
      return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
      return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
      return new Empty(parent, fs);
    }
  }

  private static final class Empty extends FileBasedConfig {

    private Empty(Config parent, FS fs) {
      super(parent, new File("."), fs);
    }

    @Override
    public void load() {
      // There is nothing to load.
    }

    @Override
    public void save() {
      // What JGit found out about the file system is not worth a file in somebody's home.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
