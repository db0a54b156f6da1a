// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells at once when a branch of a repository on this machine may have moved. It is only a hint,
/// which makes a merge live sooner: whoever is told looks for themselves, and looks now and then
/// anyway, since a file system need not tell, and the branch may be in another file.
public final class BranchWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BranchWatch.class);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Path file;
  private final Runnable moved;
  private final Thread thread;
  private volatile boolean isClosed;

  /// @param repository the folder of the bare repository, which need not exist yet
  /// @param branch short name
  /// @param moved called from a thread of the watch; has to return soon
  public BranchWatch(Path repository, String branch, Runnable moved) {
    this.file = repository.resolve("refs/heads").resolve(branch);
    this.moved = moved;
    this.thread = Thread.ofPlatform().daemon().name("weft-watch").unstarted(this::run);
  }

  /// Begins to watch.
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!isClosed) {
        Path folder = file.getParent();
        if (folder != null && Files.isDirectory(folder)) {
          watch(folder);
        }
        TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .log("The branch is not watched, so merges are noticed by looking. {}", e.getMessage());
    }
  }

  /// Returns when the folder is gone.
  private void watch(Path folder) throws IOException, InterruptedException {
    try (WatchService watches = folder.getFileSystem().newWatchService()) {
      folder.register(
          watches, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      // It may have moved before we watched.
      moved.run();
      boolean isThere = true;
      while (isThere) {
        WatchKey key = watches.take();
        boolean isOurs = key.pollEvents().stream().anyMatch(this::isAboutIt);
        if (isOurs) {
          moved.run();
        }
        isThere = key.reset();
      }
    }
  }

  private boolean isAboutIt(WatchEvent<?> event) {
    return event.kind() == StandardWatchEventKinds.OVERFLOW
        || file.getFileName().equals(event.context());
  }

  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
  }
}
