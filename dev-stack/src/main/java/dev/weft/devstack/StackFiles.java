// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.install.Drafts;
import dev.weft.devstack.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where a stack keeps what.
///
/// @param root the folder of the stack; everything else is in it
record StackFiles(Path root) {

  StackFiles {
    root = root.toAbsolutePath().normalize();
  }

  Path lock() {
    return root.resolve("lock");
  }

  Path ports() {
    return root.resolve("stack.json");
  }

  Path secrets() {
    return root.resolve("secrets.json");
  }

  Path signingKey() {
    return root.resolve("keys/realm.pem");
  }

  Path publicKeys() {
    return root.resolve("keys/jwks.json");
  }

  Path credentials() {
    return root.resolve("credentials");
  }

  Path environment() {
    return root.resolve("environments/dev.properties");
  }

  MeshRepository repository() {
    return new MeshRepository(root.resolve("mesh.git"));
  }

  Path commands() {
    return root.resolve("bin");
  }

  Path config(Service service) {
    return root.resolve("config").resolve(service.name());
  }

  Path data(Service service) {
    return root.resolve("data").resolve(service.name());
  }

  Path log(Service service) {
    return root.resolve("logs").resolve(service.name() + ".log");
  }

  ServiceProcess process(Service service) {
    return new ServiceProcess(run().resolve(service.name()), log(service));
  }

  /// Every service that was ever started in this stack and not forgotten since.
  List<Service> startedServices() {
    if (!Files.isDirectory(run())) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(run())) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> new Service(folder.getFileName().toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Forgets a service that was ended, so that nobody misses it.
  void forget(Service service) {
    try {
      Path folder = run().resolve(service.name());
      if (Files.isDirectory(folder)) {
        Drafts.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path run() {
    return root.resolve("run");
  }
}
