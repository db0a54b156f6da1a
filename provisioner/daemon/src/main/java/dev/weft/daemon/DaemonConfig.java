// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What the daemon has to be told, as `weft.*` in system properties, or `WEFT_*` in the
/// environment.
@ConfigMapping(prefix = "weft")
public interface DaemonConfig {

  /// The environment of `mesh.yaml` that this daemon keeps.
  String environment();

  /// The bare Git repository of the mesh, on this machine.
  Path repository();

  /// The branch that is made real.
  @WithDefault("main")
  String branch();

  /// The file that says where the servers are. Default: what the command line would use.
  Optional<Path> deployment();

  /// Where this daemon answers, for those who read its status. Default: its address here.
  Optional<URI> url();

  /// What this daemon is called among those of its environment. A daemon that starts under the name
  /// of another one takes its place. Default: the host's name.
  Optional<String> instance();

  /// How often the branch is looked at.
  @WithDefault("PT1S")
  Duration poll();

  /// How often the servers are compared with the branch although it did not move; a fifth more or
  /// less, so that many daemons do not all look at once.
  @WithDefault("PT10M")
  Duration drift();
}
