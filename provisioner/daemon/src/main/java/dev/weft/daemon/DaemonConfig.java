// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon;

import dev.weft.daemon.signature.SignatureGate;
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

  /// The bare Git repository of the mesh, on this machine. Made when it is fetched from elsewhere.
  Path repository();

  /// The branch that is made real.
  @WithDefault("main")
  String branch();

  /// Where the repository is fetched from. Without an address, it is only read here.
  Remote remote();

  /// Deliveries of the Git host.
  Webhook webhook();

  /// Who has to sign what is followed.
  Signatures signatures();

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

  /// Where traces go (OTLP over gRPC), such as `http://collector:4317`. Without an address none are
  /// made.
  Optional<URI> traces();

  /// A repository elsewhere.
  interface Remote {

    /// Its address, with `https`.
    Optional<URI> url();

    /// Who fetches.
    Optional<String> username();

    /// Holds the password or token of who fetches.
    Optional<Path> passwordFile();

    /// How often it is fetched when no delivery says that it moved; a fifth more or less.
    @WithDefault("PT1M")
    Duration poll();

    /// Most bytes of one fetch.
    @WithDefault("1073741824")
    long mostBytes();

    /// The full id of a commit to follow although the branch was rewound to it; also for a
    /// repository that is only read here.
    Optional<String> accepted();
  }

  /// Deliveries of the Git host, to `/webhooks/github`, `/webhooks/gitlab` or `/webhooks/gitea`.
  interface Webhook {

    /// Holds the secret that the host was given. Without one nothing is taken.
    Optional<Path> secretFile();
  }

  /// Signatures of commits. Without a file of signers nobody has to sign.
  interface Signatures {

    /// Holds the public keys of OpenPGP that may sign, armored.
    Optional<Path> openpgpFile();

    /// Holds the keys of SSH that may sign, in OpenSSH's format of allowed signers.
    Optional<Path> sshFile();

    /// Which commits have to be signed: `head`, `first-parent` or `all`.
    @WithDefault("head")
    SignatureGate.Extent commits();

    /// The full id of a commit that passes with all of its history, whoever signed it.
    Optional<String> accepted();

    /// Where the daemon remembers which commit it accepted last. Default: a file in the
    /// repository's folder.
    Optional<Path> acceptedFile();
  }
}
