// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.process.LaunchSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The catalog: the web application, its API and the Git repository over HTTP.
final class CatalogServer implements Server {

  static final String PORT = "catalog";

  private static final String DATABASE = "catalog";

  private final QuarkusApp app;
  private final StackFiles files;
  private final StackState state;
  private final List<String> clusters;

  /// @param clusters the Kafka clusters of the environment; the log is on the first
  CatalogServer(QuarkusApp app, StackFiles files, StackState state, List<String> clusters) {
    this.app = app;
    this.files = files;
    this.state = state;
    this.clusters = List.copyOf(clusters);
  }

  static String url(StackState state) {
    return "http://127.0.0.1:" + state.port(PORT);
  }

  @Override
  public Service service() {
    return Service.CATALOG;
  }

  @Override
  public List<PortWish> ports() {
    return List.of(new PortWish(PORT, 18088));
  }

  @Override
  public Set<Service> answersAfter() {
    return Set.of(Service.POSTGRES, Service.KEYCLOAK);
  }

  @Override
  public LaunchSpec prepare() throws IOException {
    KafkaAccess log = new KafkaAccess(clusters.getFirst(), state);
    return app.prepare(files, settings(log), log.jvmFlags());
  }

  @Override
  public void beforeLaunch() throws IOException {
    app.cleanUp(files);
  }

  @Override
  public void settle() throws Exception {
    new LogReaders(new KafkaAccess(clusters.getFirst(), state)).allow(Realm.LOG_READER);
  }

  /// Ready means that its tables were filled from the log once and that its database answers.
  @Override
  public Health probe() {
    return Health.of(() -> {
      var _ =
          JsonHttp.send("GET", url(state) + "/q/health/ready", null, null)
              .require("The catalog is not ready");
    });
  }

  @Override
  public String address() {
    return url(state);
  }

  private Map<String, String> settings(KafkaAccess log) {
    Realm realm = Realm.of(state);
    var settings = new TreeMap<String, String>();
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.http.port", Integer.toString(state.port(PORT)));
    settings.put("quarkus.oidc.auth-server-url", realm.issuer());
    settings.put("quarkus.oidc.credentials.secret", state.secret(Realm.CATALOG));
    settings.put(
        "quarkus.datasource.jdbc.url",
        PostgresAccess.jdbcUrl(state.port(PostgresServer.PORT), DATABASE));
    settings.put("quarkus.datasource.username", DATABASE);
    settings.put("quarkus.datasource.password", state.secret(PostgresServer.secretOf(DATABASE)));
    settings.put("weft.environment", DaemonServer.ENVIRONMENT);
    settings.put("weft.repository", files.repository().folder().toString());
    settings.put("weft.branch", MeshRepository.BRANCH);
    settings.put("weft.git.passwords", "true");
    settings.put("weft.daemon.url", DaemonServer.url(state));
    settings.put("weft.registry.url", RegistryAccess.api(state));
    log.clientProperties(Realm.LOG_READER, state.secret(Realm.LOG_READER))
        .forEach((name, value) -> settings.put("weft.log.kafka.\"" + name + "\"", value));
    for (String cluster : clusters) {
      String prefix = "weft.clusters.\"" + cluster + "\".";
      settings.put(
          prefix + "bootstrap-servers", new KafkaAccess(cluster, state).bootstrapServers());
      settings.put(prefix + "security-protocol", "SASL_PLAINTEXT");
      settings.put(prefix + "token-url", realm.tokenEndpoint());
    }
    settings.put(
        "weft.snippets.console-consumer",
        files.commands().resolve("kafka-console-consumer").toString());
    settings.put(
        "weft.snippets.secret-note",
        "On this machine the secret of `{client}` stands in `%s`."
            .formatted(files.credentials().resolve("{client}.properties")));
    return settings;
  }
}
