// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.install.Distribution;
import dev.weft.devstack.process.LaunchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Keycloak with its own embedded database, run without its shell script, which would be a second
/// process.
final class KeycloakServer implements Server {

  static final String PORT = "keycloak";
  static final String ADMINISTRATOR = "admin";
  static final String ADMINISTRATOR_SECRET = "keycloak.admin";

  private static final String MANAGEMENT_PORT = "keycloak-management";

  private final StackFiles files;
  private final StackState state;
  private final Distribution distribution;
  private final List<String> teams;

  /// @param teams the teams of the mesh, which become groups
  KeycloakServer(
      StackFiles files, StackState state, Distribution distribution, List<String> teams) {
    this.files = files;
    this.state = state;
    this.distribution = distribution;
    this.teams = List.copyOf(teams);
  }

  @Override
  public Service service() {
    return Service.KEYCLOAK;
  }

  @Override
  public List<PortWish> ports() {
    return List.of(new PortWish(PORT, 18080), new PortWish(MANAGEMENT_PORT, 18090));
  }

  @Override
  public LaunchSpec prepare() throws IOException {
    Path home = linkedHome(distribution.keycloakHome());
    var command = new ArrayList<String>();
    command.add(Distribution.java());
    command.addAll(Jvm.LEAN);
    command.addAll(Jvm.QUIET);
    command.addAll(List.of("-Xms64m", "-Xmx384m", "-XX:MaxMetaspaceSize=256m"));
    for (String name : List.of("util", "util.concurrent", "security", "lang")) {
      command.add("--add-opens=java.base/java." + name + "=ALL-UNNAMED");
    }
    String threads = "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory";
    command.addAll(
        List.of(
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=" + threads,
            "-Dkc.config.built=true",
            "-Dkc.home.dir=" + home,
            "-Djava.io.tmpdir=" + home.resolve("tmp"),
            "-cp",
            home.resolve("lib/quarkus-run.jar").toString(),
            "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
    command.addAll(arguments());
    return new LaunchSpec(
        command,
        Map.of(
            "KC_BOOTSTRAP_ADMIN_USERNAME",
            ADMINISTRATOR,
            "KC_BOOTSTRAP_ADMIN_PASSWORD",
            state.secret(ADMINISTRATOR_SECRET)),
        "");
  }

  @Override
  public void settle() {
    new RealmSetup(KeycloakAdmin.of(state), state, SigningKey.of(files)).run(files, teams);
  }

  @Override
  public Health probe() {
    return Health.of(
        () -> Realm.of(state).clientToken(Realm.PROVISIONER, state.secret(Realm.PROVISIONER)));
  }

  @Override
  public String address() {
    return Realm.of(state).server();
  }

  private List<String> arguments() {
    return List.of(
        "start",
        "--optimized",
        "--http-enabled=true",
        // Has to be said at start too: else it opens cluster ports on the machine's outer address.
        "--cache=local",
        "--hostname=" + Realm.of(state).server(),
        "--http-host=127.0.0.1",
        "--http-port=" + state.port(PORT),
        "--http-management-host=127.0.0.1",
        "--http-management-port=" + state.port(MANAGEMENT_PORT));
  }

  /// A home of this stack's own: its data are here, its programs are a link to the shared ones.
  private Path linkedHome(Path shared) throws IOException {
    Path home = PrivateFiles.folder(files.data(service()));
    for (String folder : List.of("conf", "providers", "data", "tmp")) {
      Files.createDirectories(home.resolve(folder));
    }
    try (Stream<Path> settings = Files.list(shared.resolve("conf"))) {
      for (Path file : settings.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file,
            home.resolve("conf").resolve(file.getFileName()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path link = home.resolve("lib");
    Path target = shared.resolve("lib").toAbsolutePath();
    if (!Files.isSymbolicLink(link) || !Files.readSymbolicLink(link).equals(target)) {
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, target);
    }
    return home;
  }
}
