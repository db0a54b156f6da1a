// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import dev.weft.model.language.Words;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.standard.PortExport;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.jspecify.annotations.Nullable;

/// The configuration of one environment: what manifests never carry. Hosts, and how to log in.
///
/// ```properties
/// clusters.onprem.bootstrap.servers=kafka.example.com:9092
/// clusters.onprem.sasl.jaas.config=... password="${file:/run/secrets/kafka}";
/// registry.url=https://registry.example.com/apis/registry/v3
/// registry.token.url=https://login.example.com/realms/weft/protocol/openid-connect/token
/// registry.client.id=weft-provisioner
/// registry.client.secret=${env:REGISTRY_SECRET}
/// applications.credentials=/run/secrets/applications
/// daemon.url=https://weft.example.com
/// identity.url=https://login.example.com
/// identity.realm=weft
/// identity.client.id=weft-provisioner
/// identity.client.secret=${env:IDENTITY_SECRET}
/// identity.scopes=basic kafka registry registry-reader
/// identity.secrets.directory=/run/secrets/applications
/// identity.credentials.security.protocol=SASL_SSL
/// links.cloud.url=https://connect.example.com
/// links.cloud.source.onprem.bootstrap.servers=kafka.example.com:9092
/// links.cloud.source.onprem.sasl.jaas.config=... password="${file:/run/secrets/link:password}";
/// links.cloud.target.bootstrap.servers=cloud.example.com:9092
/// links.cloud.settings.replication.factor=3
/// scram.onprem.mechanisms=SCRAM-SHA-512 SCRAM-SHA-256
/// scram.onprem.credentials.bootstrap.servers=kafka.example.com:9094
/// ```
///
/// Secrets may also go to Kubernetes or Vault: `identity.secrets.kubernetes.*`,
/// `identity.secrets.vault.*`.
///
/// Without keys of `identity`, the clients of applications are somebody else's business, and
/// without those of `scram` their SCRAM users. What stands below `links.CLUSTER.source`, `.target`
/// and `.settings` is handed on as it is written: references in it are those of the server that
/// copies.
public final class Deployment {

  private static final String TOKEN_ENDPOINT = "sasl.oauthbearer.token.endpoint.url";
  private static final int REQUEST_MS = 15_000;
  private static final int CALL_MS = 30_000;

  private final Path file;
  private final References references;
  private final SortedMap<String, SortedMap<String, String>> clusters;
  private final @Nullable Registry registry;
  private final @Nullable IdentityProvider identity;
  private final SortedMap<String, Link> links;
  private final SortedMap<String, Scram> scrams;
  private final @Nullable Path credentials;
  private final @Nullable URI daemon;
  private final SortedMap<String, String> shown;

  private Deployment(Path file, Map<String, String> variables) {
    this.file = file;
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
    this.references = new References(folder, variables);
    SortedMap<String, String> written = DeploymentFile.read(file);
    Keys.requireKnown(written.keySet(), file);
    SortedMap<String, String> values = new TreeMap<>();
    this.shown = new TreeMap<>();
    written.forEach((key, value) -> {
      values.put(key, Links.isHandedOn(key) ? value : references.resolve(value, place(key)));
      shown.put(key, References.isIn(value) || Keys.isSecret(key) ? "****" : value);
    });
    this.clusters = new Clusters(values, file.toString()).read();
    this.registry = registry(values);
    var identities =
        new Identities(
            values,
            file.toString(),
            folder,
            key -> required(values, key),
            key -> uri(key, required(values, key)));
    this.identity = identities.read();
    this.scrams = identities.scrams(clusters.keySet());
    this.links = new Links(values, file.toString(), this::uri, this::resolved).read();
    String answering = values.get(Keys.DAEMON);
    this.daemon = answering == null ? null : uri(Keys.DAEMON, answering);
    String named = values.get(Keys.APPLICATIONS);
    this.credentials = named == null ? null : folder.resolve(named);
  }

  /// Reads a file.
  ///
  /// @param variables of the process, for `${env:NAME}`
  /// @throws DeploymentException when it is missing or wrong
  public static Deployment read(Path file, Map<String, String> variables) {
    return new Deployment(file, variables);
  }

  /// Finds and reads the file of an environment: the given one; the one that `WEFT_CONFIG` names;
  /// `.weft/environments/ENVIRONMENT.properties` in one of the roots;
  /// `~/.config/weft/ENVIRONMENT.properties`.
  ///
  /// @param explicit what the command line says
  /// @param roots folders that may have a `.weft`, the nearest first
  /// @throws DeploymentException when there is none, or it is wrong
  public static Deployment load(String environment, @Nullable Path explicit, List<Path> roots) {
    Path home = Path.of(System.getProperty("user.home", "."));
    return read(
        DeploymentFile.find(environment, explicit, roots, System.getenv(), home), System.getenv());
  }

  /// The same for those who can do without: empty when no file is named and none of the usual ones
  /// exists.
  ///
  /// @throws DeploymentException when the named one is missing, or the one that is there is wrong
  public static Optional<Deployment> find(
      String environment, @Nullable Path explicit, List<Path> roots) {
    Path home = Path.of(System.getProperty("user.home", "."));
    return DeploymentFile.lookup(environment, explicit, roots, System.getenv(), home)
        .map(file -> read(file, System.getenv()));
  }

  /// Where it was read from.
  public Path file() {
    return file;
  }

  /// The names of its clusters.
  public SortedSet<String> clusters() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(clusters.keySet()));
  }

  /// Properties of Weft's own clients of a cluster. Lets the clients of this JVM get tokens from
  /// the configured address, so it has to be called before one is made.
  ///
  /// @throws DeploymentException when the cluster is not configured
  public Properties kafka(String cluster) {
    SortedMap<String, String> settings = require(cluster);
    var properties = new Properties();
    properties.putAll(settings);
    properties.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, "weft-provisioner");
    withTimeouts(properties);
    allowTokensOf(properties);
    return properties;
  }

  /// Properties of an application's client of a cluster: the cluster's address and the
  /// application's own credentials; nothing of Weft's.
  ///
  /// @throws DeploymentException when the cluster or the application's credentials are missing
  public Properties application(String cluster, ApplicationName application) {
    SortedMap<String, String> settings = require(cluster);
    Path folder = credentials;
    if (folder == null) {
      throw new DeploymentException(
          "`%s` does not say where credentials of applications are. Set `%s` to a folder with files such as `%s.properties`."
              .formatted(file, Keys.APPLICATIONS, application.clientId()));
    }
    Path ofCluster = folder.resolve(application.clientId() + "." + cluster + ".properties");
    Path own =
        Files.isRegularFile(ofCluster)
            ? ofCluster
            : folder.resolve(application.clientId() + ".properties");
    if (!Files.isRegularFile(own)) {
      throw new DeploymentException(
          "There are no credentials of application `%s`: `%s` does not exist. Put the properties of its Kafka client there."
              .formatted(application, own));
    }
    var properties = new Properties();
    properties.put(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        settings.getOrDefault(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, ""));
    DeploymentFile.read(own)
        .forEach((key, value) ->
            properties.put(key, references.resolve(value, "`" + own + "`, `" + key + "`")));
    allowTokensOf(properties);
    return properties;
  }

  /// Where applications reach the clusters and the registry. No secrets.
  public List<PortExport.Endpoint> endpoints() {
    String address = registry == null ? "" : registry.url().toString();
    return clusters.entrySet().stream()
        .map(entry -> endpoint(entry.getKey(), entry.getValue(), address))
        .toList();
  }

  /// What applications are handed wins over the way in which Weft itself logs in.
  private PortExport.Endpoint endpoint(
      String cluster, SortedMap<String, String> settings, String address) {
    SortedMap<String, String> all = new TreeMap<>(settings);
    if (identity != null) {
      all.putAll(identity.credentials());
    }
    String protocol =
        all.getOrDefault(
            CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
            CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
    return new PortExport.Endpoint(
        cluster,
        settings.getOrDefault(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, ""),
        protocol,
        protocol.startsWith("SASL")
            ? all.getOrDefault(SaslConfigs.SASL_MECHANISM, SaslConfigs.DEFAULT_SASL_MECHANISM)
            : "",
        address);
  }

  /// The schema registry; empty when the environment has none.
  public Optional<Registry> registry() {
    return Optional.ofNullable(registry);
  }

  /// Where the clients of applications are made; empty when that is not Weft's business.
  public Optional<IdentityProvider> identity() {
    return Optional.ofNullable(identity);
  }

  /// What copies topics to clusters, by the cluster that receives; empty without links.
  public SortedMap<String, Link> links() {
    return Collections.unmodifiableSortedMap(links);
  }

  /// How applications log in by SCRAM, by cluster; empty where that is not Weft's business.
  public SortedMap<String, Scram> scrams() {
    return Collections.unmodifiableSortedMap(scrams);
  }

  /// Where the daemon of the environment answers; empty when there is none, or nobody said.
  public Optional<URI> daemon() {
    return Optional.ofNullable(daemon);
  }

  /// Keys and values with secrets masked.
  @Override
  public String toString() {
    return "Deployment[" + file + ", " + shown + "]";
  }

  private SortedMap<String, String> require(String cluster) {
    SortedMap<String, String> settings = clusters.get(cluster);
    if (settings == null) {
      String meant =
          Optional.ofNullable(Words.nearest(cluster, clusters.keySet()))
              .map(name -> "Did you mean `" + name + "`? ")
              .orElse("");
      throw new DeploymentException(
          "Cluster `%s` is not configured in `%s`, which has %s. %sAdd `clusters.%s.bootstrap.servers` and how to log in."
              .formatted(
                  cluster,
                  file,
                  clusters.isEmpty() ? "none" : Keys.listed(clusters.keySet()),
                  meant,
                  cluster));
    }
    return settings;
  }

  private @Nullable Registry registry(SortedMap<String, String> values) {
    if (values.tailMap("registry.").keySet().stream().noneMatch(k -> k.startsWith("registry."))) {
      return null;
    }
    URI url = uri(Keys.REGISTRY, required(values, Keys.REGISTRY));
    if (!values.containsKey(Keys.TOKEN_URL)
        && !values.containsKey(Keys.CLIENT_ID)
        && !values.containsKey(Keys.CLIENT_SECRET)) {
      return new Registry(url, null);
    }
    return new Registry(
        url,
        new Registry.Login(
            uri(Keys.TOKEN_URL, required(values, Keys.TOKEN_URL)),
            required(values, Keys.CLIENT_ID),
            required(values, Keys.CLIENT_SECRET)));
  }

  private String required(Map<String, String> values, String key) {
    String value = values.get(key);
    if (value == null || value.isBlank()) {
      throw new DeploymentException(
          "`%s` does not set `%s`, which the other keys of `%s` need. Add it."
              .formatted(file, key, key.substring(0, key.indexOf('.'))));
    }
    return value;
  }

  private URI uri(String key, String value) {
    try {
      URI uri = new URI(value);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Said below, for every kind of mistake.
    }
    throw new DeploymentException(
        "%s: `%s` is no URL. Write one that begins with http:// or https://."
            .formatted(place(key), shown.getOrDefault(key, value)));
  }

  private String resolved(String key, String value) {
    return references.resolve(value, place(key));
  }

  private static void withTimeouts(Properties properties) {
    properties.putIfAbsent(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Integer.toString(REQUEST_MS));
    // Kafka refuses a call's time below a request's, so one that is configured lifts the other.
    properties.putIfAbsent(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        Integer.toString(
            Math.max(
                CALL_MS,
                whole(properties.getProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG)))));
  }

  private static int whole(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      // Kafka says it better when the client is made.
      return 0;
    }
  }

  private static void allowTokensOf(Properties properties) {
    String endpoint = properties.getProperty(TOKEN_ENDPOINT);
    if (endpoint != null) {
      AllowedUrls.add(List.of(endpoint));
    }
  }

  private String place(String key) {
    return "`" + file + "`, `" + key + "`";
  }
}
