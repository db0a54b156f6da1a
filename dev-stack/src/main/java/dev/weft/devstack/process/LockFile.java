// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A lock that the system itself releases when its holder ends, however it ends.
public final class LockFile implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final FileChannel channel;

  private LockFile(FileChannel channel) {
    this.channel = channel;
  }

  /// Takes the lock, or gives up after a while.
  public static Optional<LockFile> acquire(Path file, Duration patience) {
    Instant deadline = Instant.now().plus(patience);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      do {
        Optional<LockFile> lock = attempt(file);
        if (lock.isPresent()) {
          return lock;
        }
        Thread.sleep(patience.isZero() ? Duration.ZERO : POLL);
      } while (Instant.now().isBefore(deadline));
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + file + ".", e);
    }
  }

  /// The pid of the process that took the lock last, as a text for people.
  public static String holder(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? "unknown" : text;
    } catch (IOException _) {
      return "unknown";
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<LockFile> attempt(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = lock(channel);
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    channel.truncate(0);
    String pid = Long.toString(ProcessHandle.current().pid());
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)), 0);
    return Optional.of(new LockFile(channel));
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      // Held by another thread of this JVM, for which the system's locks do not count.
      return null;
    }
  }
}
