// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.fact.Fact;
import dev.weft.governance.fact.Snapshot;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Facts hold nothing that the engine would compare false in silence: no null, no other number than
/// `long` and `double`, no enum, no set.
class FactsTest {

  private final Set<Class<?>> met = new HashSet<>();

  @Test
  void everyValueIsOfATypeThatTheEngineKnows() {
    LoadedMesh mesh = MeshLoader.load(new DirectoryTree(Path.of("../data-products")));
    var resolved =
        Objects.requireNonNull(mesh.resolve("prod", LocalDate.parse("2026-11-20")).mesh());

    Snapshot snapshot =
        Snapshot.of(
            resolved, new Snapshot.Known(new TreeMap<>(), new TreeMap<>()), Optional.empty());
    snapshot
        .products()
        .forEach(product -> {
          check(product.fact());
          product.grants().forEach(grant -> check(grant.fact()));
          check(snapshot.domain(product.name()));
        });

    // Terms and teams have the same components in any mesh.
    assertThat(met).hasSizeGreaterThanOrEqualTo(12);
  }

  private void check(Object value) {
    switch (value) {
      case Fact fact -> {
        met.add(fact.getClass());
        for (RecordComponent component : fact.getClass().getRecordComponents()) {
          check(fact.component(component.getName()));
        }
      }
      case List<?> list -> list.forEach(this::check);
      case Map<?, ?> map -> map.values().forEach(this::check);
      case Optional<?> optional -> optional.ifPresent(this::check);
      default ->
          assertThat(value)
              .isInstanceOfAny(
                  String.class,
                  Long.class,
                  Double.class,
                  Boolean.class,
                  Duration.class,
                  Instant.class);
    }
  }
}
