// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The published JSON Schemas, as an editor's validator reads them: they take what the loader
/// takes, and refuse what is wrong with a file's shape.
class JsonSchemasTest {

  private static final Path SAMPLE = Path.of("../data-products");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Schema> SCHEMAS = schemas();

  @TestFactory
  Stream<DynamicTest> takeEveryManifestOfTheSample() throws IOException {
    List<Path> files = manifests(SAMPLE);
    assertThat(files).hasSizeGreaterThan(40);
    return files.stream()
        .map(file ->
            DynamicTest.dynamicTest(
                SAMPLE.relativize(file).toString(),
                () -> assertThat(errors(Files.readString(file))).isEmpty()));
  }

  @Test
  void takeTheExamplesOfTheReference() {
    for (ManifestKind kind : ManifestKind.values()) {
      assertThat(errors(Examples.of(kind))).as(kind.word()).isEmpty();
    }
  }

  /// The folder, and where in the file each schema finds its mistakes.
  @ParameterizedTest
  @CsvSource({
    "typo-in-key, /spec/ports/0/topic",
    "unknown-key-lists-known, /spec",
    "missing-keys, /metadata;/spec;/spec/ports/0",
    "wrong-kind, /kind",
    "wrong-api-version, /apiVersion",
    "unknown-topic-config, /spec/ports/0/topic/config",
    "wrong-types, /spec/type;/spec/producer;/spec/inputs;/spec/ports/0/name;/spec/ports/0/version;"
        + "/spec/ports/0/schema;/spec/ports/0/topic/partitions;/spec/ports/0/topic/adopt;"
        + "/spec/ports/0/sla/freshness;/spec/ports/0/sla/availability;/spec/ports/0/availableOn",
    "wrong-values, /spec/type;/spec/status;/spec/producer;/spec/inputs/0/port;/spec/inputs/1;"
        + "/spec/ports/0/name;/spec/ports/0/version;/spec/ports/0/compatibility"
  })
  void refuseTheShapesThatTheLoaderRefuses(String folder, String places) throws IOException {
    String text =
        Files.readString(
            GOLDEN.resolve(folder).resolve("domains/reviews/enriched-reviews/product.yaml"));

    assertThat(errors("DataProduct", text))
        .extracting(error -> error.getInstanceLocation().toString())
        .contains(places.split(";"));
  }

  @Test
  void refuseAManifestOfAnotherKind() {
    assertThat(errors("Domain", Examples.of(ManifestKind.TERM))).isNotEmpty();
  }

  /// Errors of the schema of any kind, and of the schema of the document's own kind.
  private static List<Error> errors(String text) {
    String kind = json(text).path("kind").asText();
    return Stream.concat(errors("", text).stream(), errors(kind, text).stream()).toList();
  }

  /// @param kind empty for the schema of any kind
  private static List<Error> errors(String kind, String text) {
    Schema schema = Objects.requireNonNull(SCHEMAS.get(kind), "no schema of kind " + kind);
    return schema.validate(json(text).toString(), InputFormat.JSON);
  }

  private static JsonNode json(String text) {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
  }

  private static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new TreeMap<>();
    var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    Map<String, String> texts = JsonSchemas.all();
    for (ManifestKind kind : ManifestKind.values()) {
      schemas.put(
          kind.word(),
          registry.getSchema(Objects.requireNonNull(texts.get(JsonSchemas.fileName(kind)))));
    }
    schemas.put("", registry.getSchema(Objects.requireNonNull(texts.get("weft.schema.json"))));
    return schemas;
  }

  private static List<Path> manifests(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
