// SPDX-License-Identifier: Apache-2.0
package dev.weft.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BaseTest {

  private static final Path BASE = Path.of("base");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @Test
  void everyManifestIsOneThatKubernetesKnows() throws IOException {
    List<HasMetadata> manifests = models(sources());
    assertThat(manifests).extracting(HasMetadata::getKind).contains("Kafka", "Deployment");
    assertThat(manifests)
        .extracting(manifest -> manifest.getKind() + "/" + manifest.getMetadata().getName())
        .doesNotHaveDuplicates();
  }

  @Test
  void keyThatKubernetesDoesNotKnowIsRefused() throws IOException {
    JsonNode typo =
        YAML.readTree(
            "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {clusterIp: None}}");
    assertThatThrownBy(() -> StrictModels.read(typo))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("clusterIp");
  }

  @Test
  void everyFileIsListed() throws IOException {
    JsonNode kustomization = YAML.readTree(BASE.resolve("kustomization.yaml").toFile());
    var listed = new TreeSet<String>();
    kustomization.path("resources").forEach(file -> listed.add(file.asText()));
    var present = new TreeSet<String>();
    try (Stream<Path> files = Files.list(BASE)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml"))
          .forEach(present::add);
    }
    assertThat(listed).isEqualTo(present);
  }

  @Test
  void renderedByKustomizeCarriesTheRealmAndWholeImageNames() throws Exception {
    Rendered rendered = Rendered.of(BASE);
    assertThat(rendered.objects())
        .filteredOn(manifest -> manifest.getMetadata().getName().startsWith("realm-"))
        .hasSize(1);
    assertThat(rendered.containers())
        .extracting(Container::getImage)
        .noneMatch(image -> image.startsWith("weft-"));
  }

  @Test
  void noSecretStandsInTheBase() throws IOException {
    List<EnvVar> variables =
        models(sources()).stream()
            .flatMap(BaseTest::containers)
            .flatMap(container -> container.getEnv().stream())
            .filter(variable -> variable.getName().matches(".*(PASSWORD|SECRET)"))
            .toList();
    assertThat(variables)
        .isNotEmpty()
        .allSatisfy(variable -> {
          assertThat(variable.getValue()).isNull();
          assertThat(variable.getValueFrom().getSecretKeyRef()).isNotNull();
        });
  }

  private static Stream<Container> containers(HasMetadata manifest) {
    return switch (manifest) {
      case Deployment deployment -> containers(deployment.getSpec().getTemplate().getSpec());
      case StatefulSet set -> containers(set.getSpec().getTemplate().getSpec());
      default -> Stream.empty();
    };
  }

  private static Stream<Container> containers(PodSpec pod) {
    return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
  }

  private static List<HasMetadata> models(List<JsonNode> manifests) throws IOException {
    List<HasMetadata> models = new ArrayList<>();
    for (JsonNode manifest : manifests) {
      models.add(StrictModels.read(manifest));
    }
    return models;
  }

  private static List<JsonNode> sources() throws IOException {
    JsonNode kustomization = YAML.readTree(BASE.resolve("kustomization.yaml").toFile());
    List<JsonNode> manifests = new ArrayList<>();
    for (JsonNode file : kustomization.path("resources")) {
      manifests.addAll(Rendered.documents(Files.readString(BASE.resolve(file.asText()))));
    }
    return manifests;
  }
}
