// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

  private static final Path GOLDEN = Path.of("src/test/resources/event-golden");

  static List<CatalogDocument> catalogDocuments() {
    return List.of(Documents.mesh(), Documents.domain(), Documents.product());
  }

  static List<StatusDocument> statusDocuments() {
    return List.of(
        Documents.productStatus(),
        Documents.grantStatus(),
        Documents.newGrantStatus(),
        Documents.daemonStatus(),
        Documents.newDaemonStatus(),
        Documents.pause());
  }

  static List<Measurement> measurements() {
    return List.of(
        Documents.grantUse(), Documents.portTraffic(), Documents.portState(), Documents.linkLag());
  }

  @ParameterizedTest
  @MethodSource("catalogDocuments")
  void readsTheCatalogDocumentItWrote(CatalogDocument document) {
    assertThat(EventCodec.readCatalog(document.key(), EventCodec.write(document)))
        .isEqualTo(document);
  }

  @ParameterizedTest
  @MethodSource("statusDocuments")
  void readsTheStatusDocumentItWrote(StatusDocument document) {
    assertThat(EventCodec.readStatus(document.key(), EventCodec.write(document)))
        .isEqualTo(document);
  }

  @ParameterizedTest
  @MethodSource("measurements")
  void readsTheMeasurementItWrote(Measurement measurement) {
    assertThat(EventCodec.readMeasurement(measurement.key(), EventCodec.write(measurement)))
        .isEqualTo(measurement);
  }

  /// `-Dweft.regenerate=true` writes the files anew, to be read in the diff.
  @Test
  void theTextOfEachKindIsFixed() throws IOException {
    golden("mesh", EventCodec.write(Documents.mesh()));
    golden("domain", EventCodec.write(Documents.domain()));
    golden("product", EventCodec.write(Documents.product()));
    golden("product-status", EventCodec.write(Documents.productStatus()));
    golden("grant-status", EventCodec.write(Documents.grantStatus()));
    golden("grant-status-new", EventCodec.write(Documents.newGrantStatus()));
    golden("daemon-status", EventCodec.write(Documents.daemonStatus()));
    golden("daemon-status-new", EventCodec.write(Documents.newDaemonStatus()));
    golden("pause", EventCodec.write(Documents.pause()));
    golden("grant-use", EventCodec.write(Documents.grantUse()));
    golden("port-traffic", EventCodec.write(Documents.portTraffic()));
    golden("port-state", EventCodec.write(Documents.portState()));
    golden("link-lag", EventCodec.write(Documents.linkLag()));
  }

  private static void golden(String name, byte[] value) throws IOException {
    Path file = GOLDEN.resolve(name + ".json");
    String text = new String(value, UTF_8) + "\n";
    if (Boolean.getBoolean("weft.regenerate")) {
      Files.writeString(file, text);
    }
    assertThat(text).as(name).isEqualTo(Files.readString(file));
  }

  @Test
  void unknownFieldsAreIgnoredAtEveryDepth() {
    // Given
    String text = new String(EventCodec.write(Documents.product()), UTF_8);
    String later =
        text.replace("\"urn\":", "\"mood\":{\"a\":[1]},\"urn\":")
            .replace("\"major\":", "\"minor\":4,\"major\":");

    // When
    CatalogDocument read = EventCodec.readCatalog("k", later.getBytes(UTF_8));

    // Then
    assertThat(later).contains("mood", "minor");
    assertThat(read).isEqualTo(Documents.product());
  }

  @Test
  void versionAndKindMayStandAnywhere() {
    String text = new String(EventCodec.write(Documents.portTraffic()), UTF_8);
    String head = "\"version\":1,\"kind\":\"port-traffic\",";
    String moved = text.replace(head, "").replace("}", ",\"kind\":\"port-traffic\",\"version\":1}");

    assertThat(EventCodec.readMeasurement("k", moved.getBytes(UTF_8)))
        .isEqualTo(Documents.portTraffic());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"end\":1017", "\"urn\":\"[^\"]*\""})
  void aMissingFieldIsNamed(String field) {
    String text = new String(EventCodec.write(Documents.portTraffic()), UTF_8);
    String less = text.replaceFirst(field, "\"other\":1");
    String name = field.substring(1, 4);

    assertThat(less).isNotEqualTo(text);
    assertThatThrownBy(() -> EventCodec.readMeasurement("some-key", less.getBytes(UTF_8)))
        .isInstanceOf(EventFormatException.class)
        .hasMessageStartingWith("Record `some-key` of `weft.measurements`: `" + name + "`: ")
        .hasMessageContaining("Missing required");
  }

  @Test
  void aMissingFieldInTheDepthIsNamedWithItsPath() {
    String text = new String(EventCodec.write(Documents.product()), UTF_8);
    String less = text.replace("\"path\":\"stars\"", "\"way\":\"stars\"");

    assertThatThrownBy(() -> EventCodec.readCatalog("k", less.getBytes(UTF_8)))
        .hasMessageStartingWith(
            "Record `k` of `weft.products`: `ports[0].schema.fields[1].path`: Missing required");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"urn\":null",
        "\"tags\":[null]",
        "\"tags\":null",
        "\"status\":7",
        "\"ports\":{}"
      })
  void aValueOfTheWrongTypeIsRefused(String wrong) {
    String name = wrong.substring(1, wrong.indexOf('"', 1));
    String text = new String(EventCodec.write(Documents.product()), UTF_8);
    String broken =
        text.replaceFirst("\"" + name + "\":(\"[^\"]*\"|\\[\"[^]]*\\]|\\[\\{.*\\}\\])", wrong);

    assertThat(broken).contains(wrong);
    assertThatThrownBy(() -> EventCodec.readCatalog("k", broken.getBytes(UTF_8)))
        .isInstanceOf(EventFormatException.class)
        .hasMessageContaining("`" + name);
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    String text = new String(EventCodec.write(Documents.grantUse()), UTF_8);
    String broken = text.replaceFirst("\"at\":\"[^\"]*\"", "\"at\":\"yesterday\"");

    assertThatThrownBy(() -> EventCodec.readMeasurement("k", broken.getBytes(UTF_8)))
        .isInstanceOf(EventFormatException.class)
        .hasMessageContaining("`at`")
        .hasMessageContaining("yesterday");
  }

  @Test
  void aNewerVersionIsRefused() {
    assertThatThrownBy(() ->
            EventCodec.readStatus(
                "daemon/dev", "{\"version\":2,\"kind\":\"daemon-status\"}".getBytes(UTF_8)))
        .hasMessage(
            "Record `daemon/dev` of `weft.status` has version 2, and this program reads version 1."
                + " Update it.");
  }

  @Test
  void anUnknownKindIsRefused() {
    assertThatThrownBy(
            () -> EventCodec.readStatus("k", "{\"version\":1,\"kind\":\"mesh\"}".getBytes(UTF_8)))
        .hasMessage(
            "Record `k` of `weft.status` has the unknown kind `mesh`. Update this program.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "{\"kind\":\"mesh\"}", "{\"version\":1}", "{\"vers", "nonsense"})
  void whatIsNoDocumentIsRefused(String text) {
    assertThatThrownBy(() -> EventCodec.readCatalog("k", text.getBytes(UTF_8)))
        .isInstanceOf(EventFormatException.class)
        .hasMessageStartingWith("Record `k` of `weft.products`");
  }

  @Test
  void keysAreThoseOfTheLog() {
    assertThat(catalogDocuments())
        .extracting(CatalogDocument::key)
        .containsExactly("urn:weft", "urn:weft:billing", "urn:weft:reviews:enriched-reviews");
    assertThat(statusDocuments())
        .extracting(StatusDocument::key)
        .containsExactly(
            "urn:weft:reviews:enriched-reviews@onprem",
            "grant/reviews/enriched-reviews/dispute-desk@onprem",
            "grant/reviews/enriched-reviews/dispute-desk@cloud",
            "daemon/dev",
            "daemon/dev",
            "pause/cluster/onprem");
  }
}
