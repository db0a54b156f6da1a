// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys;

import dev.weft.devstack.PlatformStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives test methods a [PlatformStack] that all classes of a run share which stop and kill its
/// servers. The first one starts it; it ends with the run. Whoever disturbs it repairs it.
final class DisturbedPlatform implements BeforeAllCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(DisturbedPlatform.class);

  /// A platform that does not start fails the class, instead of one test after the other.
  @Override
  public void beforeAll(ExtensionContext context) {
    var _ = platform(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == PlatformStack.class;
  }

  @Override
  public PlatformStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return platform(context);
  }

  private static PlatformStack platform(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent("platform", _ -> start(), Running.class)
        .platform();
  }

  private static Running start() {
    try {
      Path folder = Files.createTempDirectory("weft-disturbed");
      var running = new Running(folder, PlatformStack.in(folder));
      try {
        running.platform().start();
      } catch (RuntimeException e) {
        running.close();
        throw e;
      }
      return running;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private record Running(Path folder, PlatformStack platform) implements AutoCloseable {

    @Override
    public void close() throws IOException {
      platform.close();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
