// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.environment;

import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.connect.ConnectLinks;
import dev.weft.provisioner.deployment.Deployment;
import dev.weft.provisioner.deployment.IdentityProvider;
import dev.weft.provisioner.deployment.Link;
import dev.weft.provisioner.deployment.Registry;
import dev.weft.provisioner.deployment.Scram;
import dev.weft.provisioner.deployment.SecretStore;
import dev.weft.provisioner.deployment.Secrets;
import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.IdentityDriver;
import dev.weft.provisioner.driver.LinkDriver;
import dev.weft.provisioner.driver.ScramDriver;
import dev.weft.provisioner.driver.UseReader;
import dev.weft.provisioner.engine.Provisioner;
import dev.weft.provisioner.engine.Servers;
import dev.weft.provisioner.identity.Handover;
import dev.weft.provisioner.identity.KeycloakAccess;
import dev.weft.provisioner.identity.KeycloakIdentity;
import dev.weft.provisioner.kafka.KafkaCluster;
import dev.weft.provisioner.link.confluent.ConfluentAccess;
import dev.weft.provisioner.link.confluent.ConfluentLinks;
import dev.weft.provisioner.log.AuditLog;
import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.log.KafkaControlPlaneLog;
import dev.weft.provisioner.log.WriterGroup;
import dev.weft.provisioner.registry.ApicurioRegistry;
import dev.weft.provisioner.registry.RegistryAccess;
import dev.weft.provisioner.resource.ScramSnapshot;
import dev.weft.provisioner.scram.NewSecrets;
import dev.weft.provisioner.scram.ScramUsers;
import dev.weft.provisioner.secret.FolderSink;
import dev.weft.provisioner.secret.KubernetesSink;
import dev.weft.provisioner.secret.SecretSink;
import dev.weft.provisioner.secret.VaultSink;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Connections to the servers of one environment: each made when first asked for and then kept, all
/// closed together.
public final class Connections implements AutoCloseable {

  private static final DateTimeFormatter RUN_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Deployment deployment;
  private final Clock clock;
  private final Secrets secrets;
  private final Map<String, KafkaCluster> clusters = new HashMap<>();
  private final Map<String, ControlPlaneLog> logs = new HashMap<>();
  private final Map<String, LinkDriver> links = new HashMap<>();
  private final Map<String, ScramDriver> scrams = new HashMap<>();
  private @Nullable ApicurioRegistry registry;
  private @Nullable IdentityDriver identity;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /// @param secrets remembers what must never be printed
  public Connections(Deployment deployment, Clock clock, Secrets secrets) {
    this.deployment = deployment;
    this.clock = clock;
    this.secrets = secrets;
    deployment
        .registry()
        .map(Registry::login)
        .ifPresent(login -> secrets.add(login.clientSecret()));
    deployment.links().values().forEach(link -> remember(link, secrets));
    deployment.identity().ifPresent(identity -> secrets.add(identity.clientSecret()));
  }

  /// Settings of a link may hold secrets where its server takes them as they are.
  private static void remember(Link link, Secrets secrets) {
    Link.Login login = link.login();
    if (login != null) {
      secrets.add(login.password());
    }
    var all = new Properties();
    link.sources()
        .forEach(
            (name, settings) -> settings.forEach((key, value) -> all.put(name + "." + key, value)));
    all.putAll(link.targetSettings());
    all.putAll(link.settings());
    secrets.add(all);
  }

  /// What says where the servers are.
  public Deployment deployment() {
    return deployment;
  }

  /// The schema registry; empty when the environment has none.
  public synchronized Optional<ApicurioRegistry> registry() {
    if (registry == null) {
      registry =
          deployment
              .registry()
              .map(found -> opened(new ApicurioRegistry(access(found), clock)))
              .orElse(null);
    }
    return Optional.ofNullable(registry);
  }

  private synchronized @Nullable IdentityDriver identity(String environment) {
    if (identity == null) {
      identity =
          deployment.identity().map(found -> opened(driver(found, environment))).orElse(null);
    }
    return identity;
  }

  private IdentityDriver driver(IdentityProvider provider, String environment) {
    var access =
        new KeycloakAccess(
            provider.url(),
            provider.realm(),
            provider.clientId(),
            provider.clientSecret(),
            provider.scopes());
    var store =
        new Handover(
            sink(provider.secrets(), environment), access.tokenEndpoint(), provider.credentials());
    return new KeycloakIdentity(access, store, clock, provider.overlap());
  }

  private static SecretSink sink(SecretStore store, String environment) {
    return switch (store) {
      case SecretStore.Folder(Path path) -> new FolderSink(path);
      case SecretStore.Kubernetes place ->
          new KubernetesSink(
              new KubernetesSink.Settings(
                  place.url(),
                  place.namespace(),
                  environment,
                  place.tokenFile(),
                  place.authorities()));
      case SecretStore.Vault place ->
          new VaultSink(
              new VaultSink.Settings(
                  place.url(),
                  place.namespace(),
                  place.mount(),
                  place.path(),
                  place.role().isEmpty()
                      ? new VaultSink.Login.Token(place.tokenFile())
                      : new VaultSink.Login.Kubernetes(
                          place.loginMount(), place.role(), place.tokenFile()),
                  place.authorities()));
    };
  }

  /// A driver for each cluster of a mesh.
  ///
  /// @throws dev.weft.provisioner.deployment.DeploymentException when one is not configured
  public synchronized SortedMap<String, ClusterDriver> clusters(EnvironmentMesh mesh) {
    var drivers = new TreeMap<String, ClusterDriver>();
    for (String name : mesh.clusters().keySet()) {
      drivers.put(name, kafkaCluster(name));
    }
    return drivers;
  }

  /// What copies topics to clusters of a mesh, by the cluster that receives; a cluster that the
  /// configuration has no link to is absent.
  public synchronized SortedMap<String, LinkDriver> links(EnvironmentMesh mesh) {
    var drivers = new TreeMap<String, LinkDriver>();
    deployment
        .links()
        .forEach((target, link) -> {
          if (mesh.clusters().containsKey(target)) {
            drivers.put(
                target,
                links.computeIfAbsent(target, _ -> opened(driver(mesh.environment(), link))));
          }
        });
    return drivers;
  }

  private LinkDriver driver(String environment, Link link) {
    return switch (link.type()) {
      case CONNECT ->
          new ConnectLinks(environment, link, (cluster, topics) -> uses(cluster).extents(topics));
      case CONFLUENT -> new ConfluentLinks(link.target(), ConfluentAccess.of(link));
    };
  }

  /// What makes SCRAM users on clusters of a mesh, by cluster; one to which applications do not log
  /// in by SCRAM is absent.
  private synchronized SortedMap<String, ScramDriver> scrams(EnvironmentMesh mesh) {
    var drivers = new TreeMap<String, ScramDriver>();
    deployment
        .scrams()
        .forEach((cluster, scram) -> {
          if (mesh.clusters().containsKey(cluster)) {
            drivers.put(
                cluster,
                scrams.computeIfAbsent(
                    cluster, name -> opened(driver(mesh.environment(), name, scram))));
          }
        });
    return drivers;
  }

  private ScramDriver driver(String environment, String cluster, Scram scram) {
    var standard =
        new ScramSnapshot.Standard(scram.mechanisms(), scram.iterations(), scram.overlap());
    return new ScramUsers(
        kafkaCluster(cluster).scram(),
        sink(scram.secrets(), environment),
        scram.credentials(),
        standard,
        new NewSecrets());
  }

  /// Small reads of a cluster.
  ///
  /// @throws dev.weft.provisioner.deployment.DeploymentException when it is not configured
  public synchronized UseReader uses(String cluster) {
    return kafkaCluster(cluster);
  }

  private KafkaCluster kafkaCluster(String cluster) {
    return clusters.computeIfAbsent(
        cluster, name -> opened(new KafkaCluster(name, kafka(name), clock)));
  }

  /// The control-plane log of a mesh.
  ///
  /// @throws dev.weft.provisioner.deployment.DeploymentException when its cluster is not configured
  public synchronized ControlPlaneLog log(EnvironmentMesh mesh) {
    return logs.computeIfAbsent(
        mesh.control(), name -> opened(new KafkaControlPlaneLog(name, kafka(name), clock)));
  }

  /// The audit log of a mesh, to be read.
  ///
  /// @throws dev.weft.provisioner.deployment.DeploymentException when its cluster is not configured
  public AuditLog audit(EnvironmentMesh mesh) {
    return new AuditLog(mesh.control(), kafka(mesh.control()));
  }

  /// The engine for a mesh.
  public Provisioner provisioner(EnvironmentMesh mesh) {
    var servers =
        new Servers(
            clusters(mesh),
            registry().orElse(null),
            identity(mesh.environment()),
            links(mesh),
            scrams(mesh));
    return new Provisioner(servers, log(mesh), clock, this::runId);
  }

  /// Stands for being the one daemon of an environment that writes; the caller closes it.
  public WriterGroup joinWriters(EnvironmentMesh mesh, String instance) {
    return WriterGroup.join(mesh.control(), kafka(mesh.control()), mesh.environment(), instance);
  }

  /// Whether a daemon keeps the environment of a mesh.
  boolean hasDaemon(EnvironmentMesh mesh) {
    return WriterGroup.hasMembers(kafka(mesh.control()), mesh.environment());
  }

  /// Sorts by time and is unlike any other.
  String runId() {
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return RUN_TIME.format(clock.instant()) + "-" + random;
  }

  private Properties kafka(String cluster) {
    Properties properties = deployment.kafka(cluster);
    secrets.add(properties);
    return properties;
  }

  private static RegistryAccess access(Registry registry) {
    Registry.Login login = registry.login();
    return login == null
        ? RegistryAccess.anonymous(registry.url())
        : new RegistryAccess(
            registry.url(), login.tokenUrl(), login.clientId(), login.clientSecret());
  }

  private <T extends AutoCloseable> T opened(T connection) {
    open.push(connection);
    return connection;
  }

  @Override
  public synchronized void close() {
    RuntimeException first = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        first =
            first == null
                ? new IllegalStateException("a connection could not be closed", e)
                : first;
      }
    }
    clusters.clear();
    logs.clear();
    registry = null;
    identity = null;
    links.clear();
    scrams.clear();
    if (first != null) {
      throw first;
    }
  }
}
