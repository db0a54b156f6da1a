// SPDX-License-Identifier: Apache-2.0
package dev.weft.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A kustomization as Kustomize renders it, in the models of Kubernetes and the operators.
record Rendered(List<HasMetadata> objects) {

  static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /// Renders a folder with the real Kustomize.
  static Rendered of(Path folder) throws IOException, InterruptedException {
    assumeTrue(isOnPath("kubectl"), "kubectl is not installed, so Kustomize cannot be run");
    Process kustomize =
        new ProcessBuilder("kubectl", "kustomize", folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String text = new String(kustomize.getInputStream().readAllBytes(), UTF_8);
    assertThat(kustomize.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(kustomize.exitValue()).isZero();
    List<HasMetadata> objects = new ArrayList<>();
    for (JsonNode manifest : documents(text)) {
      objects.add(StrictModels.read(manifest));
    }
    return new Rendered(List.copyOf(objects));
  }

  static List<JsonNode> documents(String text) throws IOException {
    try (var parser = YAML.getFactory().createParser(text)) {
      return YAML.readValues(parser, JsonNode.class).readAll();
    }
  }

  <T extends HasMetadata> List<T> all(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends HasMetadata> T one(Class<T> type, String name) {
    return all(type).stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " " + name));
  }

  List<PodTemplateSpec> pods() {
    return Stream.concat(
            all(Deployment.class).stream().map(one -> one.getSpec().getTemplate()),
            all(StatefulSet.class).stream().map(one -> one.getSpec().getTemplate()))
        .toList();
  }

  List<Container> containers() {
    return pods().stream()
        .flatMap(pod ->
            Stream.concat(
                pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream()))
        .toList();
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
