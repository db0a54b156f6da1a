// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.provisioner.deployment.Deployment;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that says which daemon is asked.
final class DaemonOption {

  /// What `weft up` writes.
  private static final String USUAL = ".weft/environments/dev.properties";

  @Option(
      names = "--server",
      order = 70,
      paramLabel = "URL",
      description =
          "The daemon. Default: $WEFT_SERVER; where nothing else can be meant, also `daemon.url` of"
              + " $WEFT_CONFIG, else the one that `weft up` has started on this machine. It is asked as whoever `weft login` has"
              + " logged in, or with $WEFT_TOKEN.")
  private @Nullable String server;

  /// Whether the daemon was named, and not only guessed.
  boolean isGiven(Session session) {
    return server != null
        || !session
            .terminal()
            .environment()
            .getOrDefault(ApiClient.Service.DAEMON.variable(), "")
            .isEmpty();
  }

  /// The daemon.
  ///
  /// @throws CliException when it is nowhere said where it is
  ApiClient client(Session session) {
    Optional<Deployment> deployment = deployment(session);
    String address = address(session, deployment);
    boolean isOwn =
        deployment
            .flatMap(Deployment::daemon)
            .map(URI::toString)
            .filter(address::equals)
            .isPresent();
    var logins =
        new Logins(session, ApiClient.Service.DAEMON, isOwn ? deployment.orElse(null) : null);
    return ApiClient.of(ApiClient.Service.DAEMON, address, logins::token);
  }

  /// The realm whose tokens the daemon takes, as it says itself.
  URI issuer(Session session) {
    Optional<Deployment> deployment = deployment(session);
    String address = address(session, deployment);
    JsonNode said =
        ApiClient.of(ApiClient.Service.DAEMON, address, () -> "")
            .open("/.well-known/oauth-protected-resource");
    String issuer = said.path("authorization_servers").path(0).asText("");
    if (issuer.isEmpty()) {
      throw new CliException(
          "The daemon at " + address + " takes tokens of no realm.", "Name one with --issuer.");
    }
    return ApiClient.address("realm", issuer);
  }

  private String address(Session session, Optional<Deployment> deployment) {
    String told = server;
    if (told == null) {
      told = session.terminal().environment().getOrDefault(ApiClient.Service.DAEMON.variable(), "");
    }
    if (!told.isEmpty()) {
      return told.replaceFirst("/+$", "");
    }
    return deployment
        .flatMap(Deployment::daemon)
        .map(URI::toString)
        .orElseThrow(() ->
            new CliException(
                "It is not known where the daemon is.",
                "Name it with --server or WEFT_SERVER, or start one with `weft up`."));
  }

  private Optional<Deployment> deployment(Session session) {
    Map<String, String> variables = session.terminal().environment();
    String home = variables.getOrDefault("WEFT_HOME", "");
    String named = variables.getOrDefault("WEFT_CONFIG", "");
    Path here = session.workingDirectory();
    List<Path> roots =
        Stream.of(here, here.getParent(), home.isEmpty() ? null : Path.of(home))
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList();
    Path file =
        named.isEmpty()
            ? roots.stream()
                .map(root -> root.resolve(USUAL))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null)
            : here.resolve(named);
    return file == null ? Optional.empty() : Optional.of(Deployment.read(file, variables));
  }
}
