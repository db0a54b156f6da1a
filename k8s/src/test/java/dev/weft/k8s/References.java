// SPDX-License-Identifier: Apache-2.0
package dev.weft.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.connect.KafkaConnect;
import io.strimzi.api.kafka.model.kafka.Kafka;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Finds references that lead nowhere: to objects, keys, ports, accounts, volumes, and selectors
/// that select nothing.
final class References {

  /// What an administrator makes before the first time (README), and what operators make.
  private static final Map<String, Set<String>> SECRETS =
      Map.of(
          "postgresql-keycloak", Set.of("username", "password"),
          "postgresql-apicurio", Set.of("username", "password"),
          "postgresql-catalog", Set.of("username", "password"),
          "keycloak", Set.of("admin"),
          "weft-clients",
              Set.of("weft-catalog", "weft-catalog-log", "weft-catalog-reader", "weft-provisioner"),
          "weft-cluster-ca-cert", Set.of("ca.crt"),
          "weft-tls", Set.of("tls.crt", "tls.key"));

  /// Labels of pods that operators make.
  private static final List<Map<String, String>> OPERATED =
      List.of(
          Map.of("strimzi.io/cluster", "weft"),
          Map.of("strimzi.io/cluster", "weft-links"),
          Map.of("cnpg.io/cluster", "postgresql"));

  /// The daemon's configuration.
  private static final String DEPLOYMENT = "environment.properties";

  /// Such as `http://keycloak:8080/realms` or `servers=weft-kafka-bootstrap:9093`.
  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?://|bootstrap\\.servers=)([a-z0-9.-]+):(\\d+)");

  /// A secret that workers of links read by themselves, as `${dir:FOLDER:KEY}`.
  private static final Pattern READ = Pattern.compile("\\$\\{dir:([^:}]+):([^}]+)}");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Rendered rendered;
  private final List<String> dangling = new ArrayList<>();

  private References(Rendered rendered) {
    this.rendered = rendered;
  }

  /// Sentences about what leads nowhere.
  static List<String> dangling(Rendered rendered) {
    var references = new References(rendered);
    rendered.pods().forEach(references::pod);
    rendered.all(Service.class).forEach(references::service);
    rendered.all(Ingress.class).forEach(references::ingress);
    rendered
        .all(PodDisruptionBudget.class)
        .forEach(one -> references.selects(one, one.getSpec().getSelector()));
    rendered.all(NetworkPolicy.class).forEach(references::policy);
    rendered.all(PostgresDatabase.class).forEach(references::database);
    rendered.objects().forEach(references::secrets);
    rendered.all(ConfigMap.class).stream()
        .filter(map -> map.getData() != null && map.getData().containsKey(DEPLOYMENT))
        .forEach(references::deployment);
    return references.dangling;
  }

  /// Every secret that anything refers to.
  static Set<String> secretsNamedIn(Rendered rendered) {
    Set<String> names = new TreeSet<>();
    for (HasMetadata object : rendered.objects()) {
      JsonNode json = JSON.valueToTree(object);
      json.findValues("secretKeyRef").forEach(each -> names.add(each.path("name").asText()));
      json.findValues("secretName").forEach(each -> names.add(each.asText()));
      json.findValues("passwordSecret").forEach(each -> names.add(each.path("name").asText()));
    }
    return names;
  }

  private void secrets(HasMetadata object) {
    JsonNode json = JSON.valueToTree(object);
    for (JsonNode reference : json.findValues("secretKeyRef")) {
      String name = reference.path("name").asText();
      String key = reference.path("key").asText();
      if (!SECRETS.getOrDefault(name, Set.of()).contains(key)) {
        missing(object, "Secret %s with key %s".formatted(name, key));
      }
    }
    for (String name : secretsNamedIn(new Rendered(List.of(object)))) {
      if (!SECRETS.containsKey(name)) {
        missing(object, "Secret " + name);
      }
    }
    for (JsonNode reference : json.findValues("configMapKeyRef")) {
      String name = reference.path("name").asText();
      String key = reference.path("key").asText();
      boolean isThere =
          rendered.all(ConfigMap.class).stream()
              .anyMatch(map ->
                  map.getMetadata().getName().equals(name) && map.getData().containsKey(key));
      if (!isThere) {
        missing(object, "ConfigMap %s with key %s".formatted(name, key));
      }
    }
  }

  private void pod(PodTemplateSpec pod) {
    String who = String.valueOf(pod.getMetadata().getLabels());
    require(ServiceAccount.class, pod.getSpec().getServiceAccountName(), who);
    Set<String> volumes = new HashSet<>();
    for (Volume volume : pod.getSpec().getVolumes()) {
      volumes.add(volume.getName());
      if (volume.getConfigMap() != null) {
        require(ConfigMap.class, volume.getConfigMap().getName(), who);
      }
      if (volume.getPersistentVolumeClaim() != null) {
        require(PersistentVolumeClaim.class, volume.getPersistentVolumeClaim().getClaimName(), who);
      }
    }
    for (Container container : pod.getSpec().getContainers()) {
      container.getVolumeMounts().stream()
          .filter(mount -> !volumes.contains(mount.getName()))
          .forEach(mount -> dangling.add(who + " mounts no volume " + mount.getName()));
      probed(who, container);
    }
  }

  private void probed(String who, Container container) {
    for (var probe :
        java.util.Arrays.asList(
            container.getStartupProbe(),
            container.getLivenessProbe(),
            container.getReadinessProbe())) {
      if (probe != null && probe.getHttpGet() != null) {
        IntOrString port = probe.getHttpGet().getPort();
        if (container.getPorts().stream().noneMatch(each -> isMeant(port, each))) {
          dangling.add(who + " is probed at port " + port.getValue() + ", which it has not");
        }
      }
    }
  }

  private static boolean isMeant(IntOrString wanted, ContainerPort port) {
    return String.valueOf(wanted.getValue()).equals(port.getName())
        || wanted.getValue().equals(port.getContainerPort());
  }

  private void service(Service service) {
    List<PodTemplateSpec> pods = selected(service.getSpec().getSelector());
    if (pods.isEmpty()) {
      missing(service, "a pod with " + service.getSpec().getSelector());
    }
    service
        .getSpec()
        .getPorts()
        .forEach(port -> {
          boolean isThere =
              pods.stream()
                  .flatMap(pod -> pod.getSpec().getContainers().stream())
                  .flatMap(container -> container.getPorts().stream())
                  .anyMatch(each -> isMeant(port.getTargetPort(), each));
          if (!isThere) {
            missing(service, "port " + port.getTargetPort().getValue());
          }
        });
  }

  private void ingress(Ingress ingress) {
    ingress.getSpec().getRules().stream()
        .flatMap(rule -> rule.getHttp().getPaths().stream())
        .map(path -> path.getBackend().getService())
        .forEach(backend -> {
          boolean isThere =
              rendered.all(Service.class).stream()
                  .filter(service -> service.getMetadata().getName().equals(backend.getName()))
                  .flatMap(service -> service.getSpec().getPorts().stream())
                  .anyMatch(port -> port.getName().equals(backend.getPort().getName()));
          if (!isThere) {
            missing(ingress, "service " + backend.getName());
          }
        });
  }

  private void policy(NetworkPolicy policy) {
    selects(policy, policy.getSpec().getPodSelector());
    policy.getSpec().getIngress().stream()
        .flatMap(rule -> rule.getFrom().stream())
        .map(NetworkPolicyPeer::getPodSelector)
        .forEach(selector -> selects(policy, selector));
    policy.getSpec().getEgress().stream()
        .flatMap(rule -> rule.getTo().stream())
        .map(NetworkPolicyPeer::getPodSelector)
        .forEach(selector -> selects(policy, selector));
    List<PodTemplateSpec> pods = selected(policy.getSpec().getPodSelector().getMatchLabels());
    policy.getSpec().getIngress().stream()
        .flatMap(rule -> rule.getPorts().stream())
        .filter(port -> port.getPort().getStrVal() != null)
        .forEach(port -> {
          boolean isThere =
              pods.stream()
                  .flatMap(pod -> pod.getSpec().getContainers().stream())
                  .flatMap(container -> container.getPorts().stream())
                  .anyMatch(each -> isMeant(port.getPort(), each));
          if (!isThere) {
            missing(policy, "port " + port.getPort().getValue());
          }
        });
  }

  /// Servers of the daemon's configuration, and secrets that the workers of links read.
  private void deployment(ConfigMap map) {
    String text = map.getData().get(DEPLOYMENT);
    ADDRESS
        .matcher(text)
        .results()
        .filter(address -> !isServed(address.group(1), Integer.parseInt(address.group(2))))
        .forEach(address -> missing(map, "a server at " + address.group()));
    READ.matcher(text)
        .results()
        .filter(read -> !isRead(read.group(1), read.group(2)))
        .forEach(read -> missing(map, "a worker with " + read.group()));
    text.lines()
        .filter(line -> line.matches("links\\..*\\.location=.*"))
        .map(line -> line.substring(line.indexOf('=') + 1))
        .filter(file -> !isRead(file.replaceAll("/[^/]*$", ""), file.replaceAll(".*/", "")))
        .forEach(file -> missing(map, "a worker with " + file));
  }

  /// Operators make services, too.
  private boolean isServed(String host, int port) {
    boolean isBroker =
        rendered.all(Kafka.class).stream()
            .filter(kafka -> host.equals(kafka.getMetadata().getName() + "-kafka-bootstrap"))
            .flatMap(kafka -> kafka.getSpec().getKafka().getListeners().stream())
            .anyMatch(listener -> listener.getPort() == port);
    boolean isWorker =
        rendered.all(KafkaConnect.class).stream()
            .anyMatch(connect -> host.equals(connect.getMetadata().getName() + "-connect-api"));
    return isBroker
        || (isWorker && port == 8083)
        || rendered.all(Service.class).stream()
            .filter(service -> service.getMetadata().getName().equals(host))
            .flatMap(service -> service.getSpec().getPorts().stream())
            .anyMatch(each -> each.getPort() == port);
  }

  /// Whether a worker has a secret with the key at the folder.
  private boolean isRead(String folder, String key) {
    return rendered.all(KafkaConnect.class).stream()
        .map(connect -> JSON.valueToTree(connect).path("spec").path("template"))
        .anyMatch(template -> {
          for (JsonNode mount : template.path("connectContainer").path("volumeMounts")) {
            for (JsonNode volume : template.path("pod").path("volumes")) {
              String secret = volume.path("secret").path("secretName").asText();
              if (mount.path("mountPath").asText().equals(folder)
                  && mount.path("name").asText().equals(volume.path("name").asText())
                  && SECRETS.getOrDefault(secret, Set.of()).contains(key)) {
                return true;
              }
            }
          }
          return false;
        });
  }

  private void database(PostgresDatabase database) {
    String cluster = database.getSpec().cluster().name();
    boolean hasOwner =
        rendered.all(PostgresCluster.class).stream()
            .filter(one -> one.getMetadata().getName().equals(cluster))
            .flatMap(one -> one.getSpec().managed().roles().stream())
            .anyMatch(role -> role.name().equals(database.getSpec().owner()));
    if (!hasOwner) {
      missing(database, "role %s of cluster %s".formatted(database.getSpec().owner(), cluster));
    }
  }

  private void selects(HasMetadata who, LabelSelector selector) {
    if (selector == null || selector.getMatchLabels() == null) {
      return;
    }
    Map<String, String> labels = selector.getMatchLabels();
    if (!labels.isEmpty() && selected(labels).isEmpty() && !OPERATED.contains(labels)) {
      missing(who, "a pod with " + labels);
    }
    selector.getMatchExpressions().stream()
        .filter(expression -> expression.getOperator().equals("In"))
        .forEach(expression ->
            expression.getValues().stream()
                .filter(value -> selected(Map.of(expression.getKey(), value)).isEmpty())
                .forEach(value ->
                    missing(who, "a pod with %s=%s".formatted(expression.getKey(), value))));
  }

  private List<PodTemplateSpec> selected(Map<String, String> labels) {
    return rendered.pods().stream()
        .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
        .toList();
  }

  private <T extends HasMetadata> void require(Class<T> type, String name, String who) {
    boolean isThere =
        rendered.all(type).stream().anyMatch(one -> one.getMetadata().getName().equals(name));
    if (!isThere) {
      dangling.add(
          "%s needs the %s %s, which is not there".formatted(who, type.getSimpleName(), name));
    }
  }

  private void missing(HasMetadata who, String what) {
    dangling.add(
        "%s %s needs %s, which is not there"
            .formatted(who.getKind(), who.getMetadata().getName(), what));
  }
}
