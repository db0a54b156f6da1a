// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.install.Distribution;
import dev.weft.devstack.process.LaunchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Apicurio Registry on PostgreSQL; who may do what comes from the roles in the realm's tokens.
final class RegistryServer implements Server {

  static final String PORT = "registry";

  private static final String MANAGEMENT_PORT = "registry-management";
  private static final String DATABASE = "apicurio";

  private final StackFiles files;
  private final StackState state;
  private final Distribution distribution;

  RegistryServer(StackFiles files, StackState state, Distribution distribution) {
    this.files = files;
    this.state = state;
    this.distribution = distribution;
  }

  @Override
  public Service service() {
    return Service.REGISTRY;
  }

  @Override
  public List<PortWish> ports() {
    return List.of(new PortWish(PORT, 18081), new PortWish(MANAGEMENT_PORT, 18091));
  }

  /// The database has to be there; that the realm is not only delays the first answer.
  @Override
  public Set<Service> startsAfter() {
    return Set.of(Service.POSTGRES);
  }

  @Override
  public Set<Service> answersAfter() {
    return Set.of(Service.KEYCLOAK);
  }

  @Override
  public LaunchSpec prepare() throws IOException {
    Path home = distribution.registryHome();
    Path settings = files.config(service()).resolve("application.properties");
    PrivateFiles.write(settings, "Made by the dev stack at every start.", settings());
    Path temporary = PrivateFiles.folder(files.data(service()).resolve("tmp"));
    var command = new ArrayList<String>();
    command.add(Distribution.java());
    command.addAll(Jvm.LEAN);
    command.addAll(Jvm.QUIET);
    command.addAll(
        List.of(
            "-Xmx384m",
            "-Djava.io.tmpdir=" + temporary,
            "-Dsmallrye.config.locations=" + settings.toUri(),
            "-jar",
            home.resolve("quarkus-run.jar").toString()));
    return new LaunchSpec(command, Map.of(), Files.readString(settings));
  }

  @Override
  public Health probe() {
    return Health.of(() -> {
      String token;
      try {
        token = Realm.of(state).clientToken(Realm.PROVISIONER, state.secret(Realm.PROVISIONER));
      } catch (DevStackException e) {
        throw new Health.BlockedException(Service.KEYCLOAK, e);
      }
      var user =
          JsonHttp.send("GET", RegistryAccess.api(state) + "/users/me", token, null)
              .require("The registry refuses us");
      if (!user.path("admin").asBoolean()) {
        throw new DevStackException("The registry does not see our role: " + user);
      }
      JsonHttp.send("GET", RegistryAccess.api(state) + "/groups?limit=1", token, null)
          .require("The registry cannot read its database");
    });
  }

  @Override
  public String address() {
    return RegistryAccess.api(state);
  }

  private Map<String, String> settings() {
    var settings = new TreeMap<String, String>();
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.http.port", Integer.toString(state.port(PORT)));
    // Listens on every address otherwise.
    settings.put("quarkus.management.host", "127.0.0.1");
    settings.put("quarkus.management.port", Integer.toString(state.port(MANAGEMENT_PORT)));
    settings.put("apicurio.storage.kind", "sql");
    settings.put("apicurio.storage.sql.kind", "postgresql");
    settings.put(
        "apicurio.datasource.url",
        PostgresAccess.jdbcUrl(state.port(PostgresServer.PORT), DATABASE));
    settings.put("apicurio.datasource.username", DATABASE);
    settings.put("apicurio.datasource.password", state.secret(PostgresServer.secretOf(DATABASE)));
    settings.put("apicurio.datasource.jdbc.initial-size", "2");
    settings.put("apicurio.datasource.jdbc.min-size", "2");
    settings.put("apicurio.datasource.jdbc.max-size", "10");
    settings.put("quarkus.oidc.tenant-enabled", "true");
    settings.put("quarkus.oidc.auth-server-url", Realm.of(state).issuer());
    settings.put("quarkus.oidc.client-id", "registry");
    settings.put("quarkus.oidc.token.audience", "registry");
    settings.put("apicurio.auth.role-based-authorization", "true");
    settings.put("apicurio.auth.role-source", "token");
    return settings;
  }
}
