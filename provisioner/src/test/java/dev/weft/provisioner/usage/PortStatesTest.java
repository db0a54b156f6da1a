// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.event.Measurement;
import dev.weft.model.event.PortState;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.provisioner.driver.UseReader.Content;
import dev.weft.provisioner.driver.UseReader.TopicContents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PortStatesTest {

  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

  private final PortStates states = new PortStates(7);
  private final EnvironmentMesh mesh =
      Objects.requireNonNull(
          MeshLoader.load(GeneratedMesh.of(GeneratedMesh.Size.SMALL, 1).tree())
              .resolve("dev", GeneratedMesh.TODAY)
              .mesh());

  @Test
  void looksAtAFewTopicsInEachRoundAndAtAllOfThemInTurn() {
    var all = new TreeSet<String>();
    mesh.products()
        .forEach(product ->
            product.ports().stream()
                .filter(port -> port.clusters().contains("onprem"))
                .forEach(port -> all.add(port.topic().name())));
    var seen = new TreeSet<String>();
    int rounds = (all.size() + 6) / 7;

    for (int i = 0; i < rounds; i++) {
      SortedMap<String, String> sample = states.next(mesh).getOrDefault("onprem", new TreeMap<>());
      assertThat(sample).hasSize(Math.min(7, all.size()));
      seen.addAll(sample.keySet());
    }

    assertThat(all).hasSizeGreaterThan(7);
    assertThat(seen).isEqualTo(all);
  }

  @Test
  void tellsWhatATopicHoldsAndAtWhichRateItGrows() {
    SortedMap<String, SortedMap<String, String>> sample = sample();
    Content first = new Content(5, 100, AT.minusSeconds(60), AT, 4096L);
    Content second = new Content(5, 250, AT.minusSeconds(60), AT.plusSeconds(30), 8192L);

    List<Measurement> before = states.measure(sample, List.of(reading(AT, first)));
    List<Measurement> after = states.measure(sample, List.of(reading(AT.plusSeconds(30), second)));

    assertThat(before)
        .containsExactly(
            new PortState(
                "urn:weft:a:b:c:v1", "onprem", AT, 5, 100, AT.minusSeconds(60), AT, 4096L, null));
    assertThat(((PortState) after.getFirst()).perSecond()).isEqualTo(5.0);
  }

  @Test
  void takesATopicThatBeginsAnewForNoRate() {
    Content full = new Content(0, 100, AT, AT, null);
    Content empty = new Content(0, 3, AT, AT, null);

    var _ = states.measure(sample(), List.of(reading(AT, full)));
    List<Measurement> after = states.measure(sample(), List.of(reading(AT.plusSeconds(30), empty)));

    assertThat(((PortState) after.getFirst()).perSecond()).isNull();
  }

  @Test
  void saysNothingOfTopicsThatDoNotExist() {
    assertThat(states.measure(sample(), List.of(new TopicContents("onprem", AT, Map.of()))))
        .isEmpty();
  }

  private static SortedMap<String, SortedMap<String, String>> sample() {
    return new TreeMap<>(Map.of("onprem", new TreeMap<>(Map.of("a.b.c.v1", "urn:weft:a:b:c:v1"))));
  }

  private static TopicContents reading(Instant at, Content content) {
    return new TopicContents("onprem", at, Map.of("a.b.c.v1", content));
  }
}
