// SPDX-License-Identifier: Apache-2.0
package dev.weft.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.connect.KafkaConnect;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Base and overlays as Kustomize renders them. Nothing of it has run on a cluster.
class RenderedTest {

  private static Rendered rendered(String folder) throws IOException, InterruptedException {
    return Rendered.of(Path.of(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/dev", "overlays/prod"})
  void everyReferenceLeadsSomewhere(String folder) throws Exception {
    assertThat(References.dangling(rendered(folder))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/dev", "overlays/prod"})
  void everyObjectIsOneOfTheNamespaceAndThereOnce(String folder) throws Exception {
    List<HasMetadata> objects = rendered(folder).objects();

    assertThat(objects)
        .extracting(one -> one.getKind() + "/" + one.getMetadata().getName())
        .doesNotHaveDuplicates();
    assertThat(objects)
        .filteredOn(one -> !one.getKind().equals("Namespace"))
        .allSatisfy(one -> assertThat(one.getMetadata().getNamespace()).isEqualTo("weft"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/dev", "overlays/prod"})
  void twoDaemonsKeepOneRunning(String folder) throws Exception {
    Rendered rendered = rendered(folder);

    Deployment daemon = rendered.one(Deployment.class, "weft-daemon");
    assertThat(daemon.getSpec().getReplicas()).isEqualTo(2);
    assertThat(
            rendered
                .one(PodDisruptionBudget.class, "weft-daemon")
                .getSpec()
                .getMinAvailable()
                .getIntVal())
        .isEqualTo(1);
    assertThat(rendered.one(Deployment.class, "weft-catalog").getSpec().getReplicas()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/dev", "overlays/prod"})
  void nothingSpeaksToAnythingUnlessItIsListed(String folder) throws Exception {
    Rendered rendered = rendered(folder);

    NetworkPolicy nothing = rendered.one(NetworkPolicy.class, "default-deny");
    assertThat(nothing.getSpec().getPodSelector().getMatchLabels()).isNullOrEmpty();
    assertThat(nothing.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
    assertThat(nothing.getSpec().getIngress()).isEmpty();
    assertThat(nothing.getSpec().getEgress()).isEmpty();
    assertThat(rendered.all(Service.class))
        .isNotEmpty()
        .allSatisfy(service ->
            assertThat(rendered.all(NetworkPolicy.class))
                .as("somebody may reach " + service.getMetadata().getName())
                .anyMatch(policy ->
                    service
                            .getSpec()
                            .getSelector()
                            .equals(policy.getSpec().getPodSelector().getMatchLabels())
                        && !policy.getSpec().getIngress().isEmpty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/dev", "overlays/prod"})
  void topicsAndUsersAreNobodysButWefts(String folder) throws Exception {
    Rendered rendered = rendered(folder);

    assertThat(rendered.one(Kafka.class, "weft").getSpec().getEntityOperator()).isNull();
    assertThat(rendered.one(KafkaConnect.class, "weft-links").getMetadata().getAnnotations())
        .isNullOrEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/dev", "overlays/prod"})
  void noPodHasMoreRightsThanItNeeds(String folder) throws Exception {
    Rendered rendered = rendered(folder);

    assertThat(rendered.pods())
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(pod -> {
          assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
          assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
        });
    assertThat(rendered.containers())
        .allSatisfy(container -> {
          assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
          assertThat(container.getSecurityContext().getCapabilities().getDrop())
              .containsExactly("ALL");
          assertThat(container.getResources().getLimits()).containsKey("memory");
          assertThat(container.getReadinessProbe()).isNotNull();
        });
    assertThat(rendered.containers())
        // Keycloak builds itself at its start.
        .filteredOn(container -> !container.getName().equals("keycloak"))
        .allSatisfy(container ->
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/dev", "overlays/prod"})
  void everyImageHasAVersion(String folder) throws Exception {
    assertThat(rendered(folder).containers())
        .extracting(Container::getImage)
        .isNotEmpty()
        .allMatch(image -> image.matches("[^:]+(:\\d+)?/.+:.+") && !image.endsWith(":latest"));
  }

  @Test
  void readmeTellsHowToMakeEverySecret() throws Exception {
    String readme = Files.readString(Path.of("README.md"));

    assertThat(References.secretsNamedIn(rendered("overlays/prod")))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(readme).contains(name));
  }

  @Test
  void developmentHasOneBrokerAndProductionThree() throws Exception {
    KafkaNodePool small = rendered("overlays/dev").one(KafkaNodePool.class, "node");
    KafkaNodePool large = rendered("overlays/prod").one(KafkaNodePool.class, "node");
    Map<String, Object> config =
        rendered("overlays/dev").one(Kafka.class, "weft").getSpec().getKafka().getConfig();

    assertThat(small.getSpec().getReplicas()).isEqualTo(1);
    assertThat(config).containsEntry("min.insync.replicas", 1);
    assertThat(large.getSpec().getReplicas()).isEqualTo(3);
    assertThat(rendered("overlays/prod").one(PostgresCluster.class, "postgresql").getSpec())
        .extracting(PostgresCluster.Spec::instances)
        .isEqualTo(3);
  }

  @Test
  void findsWhatLeadsNowhere() throws Exception {
    Rendered whole = rendered("overlays/prod");
    List<HasMetadata> without = new ArrayList<>(whole.objects());
    without.removeIf(one ->
        one instanceof ConfigMap && one.getMetadata().getName().equals("weft-settings")
            || one instanceof Service && one.getMetadata().getName().equals("keycloak")
            || one.getKind().equals("ServiceAccount")
            || one.getKind().equals("KafkaConnect")
            || one.getKind().equals("PersistentVolumeClaim"));
    PodTemplateSpec registry = whole.one(Deployment.class, "registry").getSpec().getTemplate();
    registry.getMetadata().setLabels(Map.of("app.kubernetes.io/name", "elsewhere"));

    assertThat(References.dangling(new Rendered(without)))
        .anyMatch(line -> line.contains("ConfigMap weft-settings with key ISSUER"))
        .anyMatch(line -> line.contains("Ingress weft needs service keycloak"))
        .anyMatch(line -> line.contains("ServiceAccount weft-daemon"))
        .anyMatch(line -> line.contains("a server at http://weft-links-connect-api:8083"))
        .anyMatch(line -> line.contains("a server at http://keycloak:8080"))
        .anyMatch(line -> line.contains("a worker with ${dir:/mnt/weft-clients:weft-provisioner}"))
        .anyMatch(line -> line.contains("a worker with /mnt/kafka-ca/ca.crt"))
        .anyMatch(line -> line.contains("PersistentVolumeClaim repository"))
        .anyMatch(line -> line.contains("Service registry needs a pod"))
        .anyMatch(line -> line.contains("NetworkPolicy registry needs a pod"));
  }
}
