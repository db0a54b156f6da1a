// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.StackSpec.Ports;
import dev.weft.devstack.install.Distribution;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which stack a verb is about.
final class StackOption {

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Folder of the servers' data, logs and credentials. Default: .weft")
  private @Nullable Path directory;

  private final Path root = Checkout.root();

  Path root() {
    return root;
  }

  DevStack stack() {
    return stack(ClusterSpec.named("onprem"), false);
  }

  /// @param hasPlatform whether daemon and catalog are to run, too
  DevStack stack(ClusterSpec cluster, boolean hasPlatform) {
    Path chosen = directory;
    // Another folder is another stack, which shall not be in the way of the usual one.
    StackSpec spec =
        StackSpec.standard()
            .withPorts(chosen == null ? Ports.PREFERRED : Ports.RANDOM)
            .withMesh(SampleMesh.in(root))
            .with(cluster)
            .withClustersOf(SampleMesh.in(root));
    if (hasPlatform) {
      spec = spec.withPlatform();
    }
    Path folder = chosen == null ? root.resolve(".weft") : chosen;
    return DevStack.in(folder, spec, Distribution.ofCheckout(root));
  }
}
