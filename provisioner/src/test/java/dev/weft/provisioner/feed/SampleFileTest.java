// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceFile;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleFileTest {

  private static final String AVRO =
      """
      {"type": "record", "name": "t.Everything", "fields": [
        {"name": "id", "type": "string"},
        {"name": "note", "type": ["null", "string"], "default": null},
        {"name": "number", "type": ["null", "int", "long", "string"], "default": null},
        {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["ON", "OFF"]}, "default": "ON"},
        {"name": "raw", "type": "bytes", "default": ""},
        {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 6, "scale": 2}, "default": "\\u0000"},
        {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}, "default": 0},
        {"name": "day", "type": {"type": "int", "logicalType": "date"}, "default": 0},
        {"name": "tags", "type": {"type": "array", "items": "string"}, "default": []},
        {"name": "counts", "type": {"type": "map", "values": "long"}, "default": {}},
        {"name": "inner", "type": ["null", {"type": "record", "name": "Inner", "fields": [{"name": "x", "type": "int"}]}], "default": null}
      ]}
      """;

  private static final String PROTO =
      """
      syntax = "proto3";
      package t;
      import "google/protobuf/timestamp.proto";
      message Order {
        message Line { string sku = 1; sint32 change = 2; }
        string id = 1;
        repeated Line lines = 2;
        repeated int32 numbers = 3;
        map<string, int64> stock = 4;
        State state = 5;
        google.protobuf.Timestamp at = 6;
        oneof how { bool card = 7; double cash = 8; }
      }
      enum State { NONE = 0; DONE = 1; }
      """;

  private static Port avro() {
    return FeedMesh.port(FeedMesh.tree("avro", "all.avsc", AVRO, "key: {type: string, field: id}"));
  }

  private static SampleFile.Read read(Port port, String text) {
    return SampleFile.read("s.jsonl", text.getBytes(StandardCharsets.UTF_8), port);
  }

  private static GenericRecord decode(byte[] bytes) throws IOException {
    Schema schema = new Schema.Parser().parse(AVRO);
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }

  @Test
  void writesNaturalJsonAsAvro() throws IOException {
    SampleFile.Read read =
        read(
            avro(),
            """
            {"value": {"id": "a", "note": "hi", "number": 5000000000, "state": "OFF", "raw": "AQI=", \
            "price": 12.50, "at": "2026-01-31T12:30:00.250Z", "day": "2026-01-31", "tags": ["x"], \
            "counts": {"n": 7}, "inner": {"x": 3}}}
            """);

    assertThat(read.diagnostics()).isEmpty();
    GenericRecord value = decode(requireNonNull(read.samples().getFirst().value()));
    assertThat(value.get("note")).hasToString("hi");
    assertThat(value.get("number")).isEqualTo(5_000_000_000L);
    assertThat(value.get("state")).hasToString("OFF");
    assertThat(value.get("raw")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
    assertThat(((ByteBuffer) value.get("price")).array())
        .isEqualTo(new BigDecimal("12.50").unscaledValue().toByteArray());
    assertThat(value.get("at")).isEqualTo(1_769_862_600_250L);
    assertThat(value.get("day")).isEqualTo((int) LocalDate.of(2026, 1, 31).toEpochDay());
    assertThat(value.get("counts").toString()).isEqualTo("{n=7}");
    assertThat(((GenericData.Record) value.get("inner")).get("x")).isEqualTo(3);
    assertThat(read.samples().getFirst().key()).isEqualTo("a".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void fillsInDefaults() throws IOException {
    SampleFile.Read read = read(avro(), "{\"key\": \"k\", \"value\": {\"id\": \"a\"}}");

    GenericRecord value = decode(requireNonNull(read.samples().getFirst().value()));
    assertThat(value.get("note")).isNull();
    assertThat(value.get("state")).hasToString("ON");
    assertThat(value.get("at")).isEqualTo(0L);
  }

  @Test
  void keepsTombstonesAndHeaders() {
    SampleFile.Read read =
        read(avro(), "\n{\"key\": \"k\", \"value\": null, \"headers\": {\"h\": \"v\"}}\n");

    assertThat(read.diagnostics()).isEmpty();
    assertThat(read.samples().getFirst().value()).isNull();
    assertThat(read.samples().getFirst().headers()).containsEntry("h", "v");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"value\": {\"id\": 7}} | `id`: expected a string, not 7",
        "{\"value\": {}} | `id`: it is missing and has no default",
        "{\"value\": {\"id\": \"a\", \"nope\": 1}} | `nope`: t.Everything has no such field",
        "{\"value\": {\"id\": \"a\", \"state\": \"MAYBE\"}} | `state`: expected one of ON, OFF",
        "{\"value\": {\"id\": \"a\", \"note\": 1}} | `note`: expected a string",
        "{\"value\": {\"id\": \"a\", \"number\": []}} | `number`: expected one of null, int, long",
        "{\"value\": {\"id\": \"a\", \"inner\": {\"x\": 1.5}}} | `inner.x`: expected a whole",
        "{\"value\": {\"id\": \"a\", \"tags\": [\"x\", 2]}} | `tags[1]`: expected a string",
        "{\"value\": {\"id\": \"a\", \"counts\": {\"n\": \"x\"}}} | `counts{n}`: expected a whole",
        "{\"value\": {\"id\": \"a\", \"price\": 1.234}} | `price`: expected a decimal with at most 2",
        "{\"value\": {\"id\": \"a\", \"price\": 99999.00}} | `price`: expected a decimal of at most 6",
        "{\"value\": {\"id\": \"a\", \"at\": \"soon\"}} | `at`: expected a timestamp-millis",
        "{\"value\": {\"id\": \"a\", \"raw\": \"!!\"}} | `raw`: expected base64",
        "{\"key\": 3, \"value\": {\"id\": \"a\"}} | `key`: expected a string",
        "{\"key\": \"k\", \"value\": {\"id\": \"a\"}, \"extra\": 1} | `extra`: only key",
        "{\"key\": \"k\"} | expected an object with `value`",
        "{\"key\": \"k\", \"key\": \"l\", \"value\": null} | Not JSON: Duplicate",
        "{\"key\": | Not JSON",
      })
  void namesLineAndFieldOfAWrongSample(String line, String message) {
    SampleFile.Read read = read(avro(), "{\"value\": {\"id\": \"good\"}}\n" + line + "\n");

    assertThat(read.samples()).hasSize(1);
    assertThat(read.diagnostics())
        .singleElement()
        .satisfies(diagnostic -> {
          assertThat(diagnostic.location().file()).isEqualTo("s.jsonl");
          assertThat(diagnostic.location().line()).isEqualTo(2);
          assertThat(diagnostic.message()).startsWith(message);
        });
  }

  @Test
  void writesProtobufAsApicurioDoes() {
    Port port = FeedMesh.port(FeedMesh.tree("proto", "order.proto", PROTO, "message: t.Order"));

    SampleFile.Read read =
        read(
            port,
            """
            {"value": {"id": "a", "lines": [{"sku": "s", "change": -1}], "numbers": [1, 300], \
            "stock": {"w": 5}, "state": "DONE", "at": "1970-01-01T00:00:02Z", "cash": 1.0}}
            """);

    assertThat(read.diagnostics()).isEmpty();
    // A Ref with the name "Order" and its length; then fields 1 to 6 and 8.
    assertThat(HexFormat.of().formatHex(read.samples().getFirst().value()))
        .isEqualTo(
            "07"
                + "0a054f72646572"
                + "0a0161"
                + "12050a01731001"
                + "1a0301ac02"
                + "22050a01771005"
                + "2801"
                + "32020802"
                + "41000000000000f03f");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"value\": {\"nope\": 1}} | `nope`: t.Order has no such field",
        "{\"value\": {\"state\": \"MAYBE\"}} | `state`: expected one of NONE, DONE",
        "{\"value\": {\"numbers\": [3000000000]}} | `numbers[0]`: expected a number from",
        "{\"value\": {\"card\": true, \"cash\": 1}} | only one of card, cash may be there",
        "{\"value\": {\"lines\": [{\"sku\": 1}]}} | `lines[0].sku`: expected a string",
        "{\"key\": \"k\", \"value\": {}} | `key`: the port has no key",
      })
  void namesTheFieldOfAWrongProtobufSample(String line, String message) {
    Port port = FeedMesh.port(FeedMesh.tree("proto", "order.proto", PROTO, "message: t.Order"));

    assertThat(read(port, line).diagnostics())
        .singleElement()
        .extracting(Diagnostic::message)
        .asString()
        .startsWith(message);
  }

  @Test
  void takesEverySampleOfTheSampleMesh() throws IOException {
    var tree = new DirectoryTree(Path.of("../data-products"));
    EnvironmentMesh mesh = MeshLoader.load(tree).resolve("dev", LocalDate.of(2026, 11, 1)).mesh();
    assertThat(mesh).isNotNull();
    var files = new HashSet<>(tree.files().stream().map(SourceFile::path).toList());
    int fed = 0;
    for (Product product : mesh.products()) {
      for (Port port : product.ports()) {
        String file = SampleFeeder.file(port);
        if (files.contains(file)) {
          SampleFile.Read read = SampleFile.read(file, tree.read(file), port);
          assertThat(read.diagnostics()).as(file).isEqualTo(List.of());
          assertThat(read.samples()).as(file).isNotEmpty();
          fed++;
        }
      }
    }
    assertThat(fed).isGreaterThan(9);
  }
}
