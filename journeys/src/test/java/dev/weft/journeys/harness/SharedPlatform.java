// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys.harness;

import dev.weft.devstack.PlatformStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives test classes the platform, as parameter of type [PlatformStack]. It starts with the first
/// class that wants it, is fed with the sample's records, and stops after the last test of the run.
///
/// All journeys share it, so a journey leaves alone what another one looks at, and disturbs no
/// server. Classes that do so come last, by [Order][org.junit.jupiter.api.Order] of [#DISTURBING],
/// and repair what they have broken. Logs stay in `target/platform/logs`, and those of the platform
/// before, such as that of a first try, in `target/platform-before`.
public final class SharedPlatform implements BeforeAllCallback, ParameterResolver {

  /// The order of classes that stop and kill servers.
  public static final int DISTURBING = Order.DEFAULT + 1;

  private static final Path FOLDER = Path.of("target/platform").toAbsolutePath();
  private static final Path LOGS_BEFORE = Path.of("target/platform-before").toAbsolutePath();

  @Override
  public void beforeAll(ExtensionContext context) {
    platform(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(PlatformStack.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return platform(context);
  }

  private static PlatformStack platform(ExtensionContext context) {
    Store store = context.getRoot().getStore(Namespace.create(SharedPlatform.class));
    // The store closes what is closeable when the run ends.
    return store.computeIfAbsent(PlatformStack.class, _ -> start(), PlatformStack.class);
  }

  private static PlatformStack start() {
    PlatformStack platform = PlatformStack.in(FOLDER);
    // Ends what a run that was killed has left.
    platform.close();
    keepLogs();
    delete(FOLDER);
    try {
      platform.start();
      platform.feed();
    } catch (RuntimeException e) {
      platform.close();
      throw e;
    }
    return platform;
  }

  private static void keepLogs() {
    Path logs = FOLDER.resolve("logs");
    if (Files.isDirectory(logs)) {
      delete(LOGS_BEFORE);
      try {
        Files.move(logs, LOGS_BEFORE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
