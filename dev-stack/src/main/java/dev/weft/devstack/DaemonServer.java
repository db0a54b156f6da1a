// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.process.LaunchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The daemon that makes the mesh repository real, for the environment `dev`.
final class DaemonServer implements Server {

  static final String PORT = "daemon";
  static final String ENVIRONMENT = "dev";

  private final QuarkusApp app;
  private final StackFiles files;
  private final StackState state;
  private final Set<Service> servers;
  private final Runnable environmentFile;
  private final Path mesh;

  /// @param servers what the daemon provisions
  /// @param environmentFile writes the deployment configuration; ports are chosen by then
  /// @param mesh what the repository begins with
  DaemonServer(
      QuarkusApp app,
      StackFiles files,
      StackState state,
      Set<Service> servers,
      Runnable environmentFile,
      Path mesh) {
    this.app = app;
    this.files = files;
    this.state = state;
    this.servers = Set.copyOf(servers);
    this.environmentFile = environmentFile;
    this.mesh = mesh;
  }

  static String url(StackState state) {
    return "http://127.0.0.1:" + state.port(PORT);
  }

  @Override
  public Service service() {
    return Service.DAEMON;
  }

  @Override
  public List<PortWish> ports() {
    return List.of(new PortWish(PORT, 18083));
  }

  @Override
  public Set<Service> answersAfter() {
    var all = new TreeSet<>(servers);
    all.add(Service.KEYCLOAK);
    return all;
  }

  @Override
  public LaunchSpec prepare() throws IOException {
    files.repository().ensure(mesh);
    environmentFile.run();
    var settings = new TreeMap<String, String>();
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.http.port", Integer.toString(state.port(PORT)));
    settings.put("quarkus.oidc.auth-server-url", Realm.of(state).issuer());
    settings.put("quarkus.oidc.client-id", "weft-daemon");
    settings.put("weft.environment", ENVIRONMENT);
    settings.put("weft.repository", files.repository().folder().toString());
    settings.put("weft.branch", MeshRepository.BRANCH);
    settings.put("weft.deployment", files.environment().toString());
    settings.put("weft.url", url(state));
    // Started again, it takes its own place at once instead of waiting for itself to be given up.
    settings.put("weft.instance", "weft-up");
    LaunchSpec spec = app.prepare(files, settings, List.of());
    return new LaunchSpec(
        spec.command(), Map.of(), spec.configuration() + Files.readString(files.environment()));
  }

  @Override
  public void beforeLaunch() throws IOException {
    app.cleanUp(files);
  }

  @Override
  public Health probe() {
    return Health.of(() -> {
      var _ = new Daemon(state).status();
    });
  }

  @Override
  public String address() {
    return url(state);
  }
}
