// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.standard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.MeshDocument;
import dev.weft.model.event.PortDocument;
import dev.weft.model.event.ProductDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class PortExportTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final CommitDocument COMMIT =
      new CommitDocument(
          "5f0c1d2e", "Ines", "ines@example.com", Instant.parse("2026-11-01T10:00:00Z"), "Orders");

  private static final String MONEY =
      """
      {"type": "record", "name": "Money", "namespace": "shop",
       "fields": [{"name": "cents", "type": "long"}]}\
      """;

  private static final String ORDER =
      """
      {"type": "record", "name": "Order", "namespace": "shop", "fields": [
        {"name": "id", "type": {"type": "string", "logicalType": "uuid"}},
        {"name": "total", "type": "shop.Money"},
        {"name": "lines", "type": {"type": "array", "items": {
          "type": "record", "name": "Line", "fields": [{"name": "sku", "type": "string"}]}}}]}\
      """;

  @Test
  void contractDescribesFieldsAsTree() throws JsonProcessingException {
    JsonNode contract = json(OdcsContract.of(export(avro())));
    JsonNode properties = contract.at("/schema/0/properties");
    assertThat(properties)
        .extracting(field -> field.path("name").asText())
        .containsExactly("id", "total", "lines", "labels");
    assertThat(properties.at("/0/primaryKey").asBoolean()).isTrue();
    assertThat(properties.at("/0/logicalTypeOptions/format").asText()).isEqualTo("uuid");
    assertThat(properties.at("/1/properties/0/name").asText()).isEqualTo("cents");
    assertThat(properties.at("/2/items/properties/0/name").asText()).isEqualTo("sku");
    assertThat(properties.at("/2/items/properties/0/classification").asText())
        .isEqualTo("confidential");
    assertThat(properties.at("/3/properties/0/logicalType").asText()).isEqualTo("integer");
  }

  @Test
  void contractCarriesPromisesAndServers() throws JsonProcessingException {
    JsonNode contract = json(OdcsContract.of(export(avro())));
    assertThat(contract.path("id").asText()).isEqualTo("urn:weft:orders:orders:orders:v2");
    assertThat(contract.at("/servers/0/host").asText()).isEqualTo("broker:9092");
    assertThat(contract.path("slaProperties"))
        .extracting(promise -> promise.path("property").asText() + promise.path("value").asText())
        .containsExactly("availability99.9", "latency60", "endOfLife2027-06-30", "retention604800");
    assertThat(contract.at("/roles/0/firstLevelApprovers").asText()).isEqualTo("orders-team");
    assertThat(contract.at("/team/members/0/username").asText()).isEqualTo("ines@example.com");
  }

  @Test
  void bothSayWhenItStopsAndWhatDoesNotBindIt() throws JsonProcessingException {
    JsonNode contract = json(OdcsContract.of(export(avro())));
    JsonNode info = json(AsyncApiDocument.of(export(avro()))).path("info");

    assertThat(contract.path("customProperties"))
        .filteredOn(one -> one.path("property").asText().equals("discharges"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.at("/value/0/input").asText()).isEqualTo("shop/carts/carts@v1");
          assertThat(one.at("/value/0/reason").asText()).isEqualTo("No cart is told apart");
        });
    assertThat(info.path("x-weft-status").asText()).isEqualTo("deprecated");
    assertThat(info.path("x-weft-replaced-by").asText()).isEqualTo("orders/orders/orders@v3");
    assertThat(info.path("x-weft-sunset").asText()).isEqualTo("2027-06-30");
    assertThat(info.at("/x-weft-discharges/0/input").asText()).isEqualTo("shop/carts/carts@v1");
  }

  @Test
  void serversThatAreNotKnownAreLeftOut() throws JsonProcessingException {
    PortExport known = export(avro());
    var unknown = new PortExport(known.mesh(), known.product(), known.port(), List.of());
    assertThat(json(OdcsContract.of(unknown)).has("servers")).isFalse();
    assertThat(json(AsyncApiDocument.of(unknown)).has("servers")).isFalse();
  }

  @Test
  void eventInterfacePutsReferredAvroTypesInside() throws JsonProcessingException {
    JsonNode document = json(AsyncApiDocument.of(export(avro())));
    JsonNode schema = document.at("/components/messages/Order/payload/schema");
    assertThat(schema.at("/fields/1/type/name").asText()).isEqualTo("Money");
    assertThat(document.at("/channels/orders/address").asText()).isEqualTo("orders.orders.v2");
    assertThat(document.at("/operations/receive/channel/$ref").asText())
        .isEqualTo("#/channels/orders");
  }

  @Test
  void eventInterfaceBundlesJsonSchemas() throws JsonProcessingException {
    String text = "{\"type\": \"object\", \"properties\": {\"to\": {\"$ref\": \"address.json\"}}}";
    var address = new PortDocument.Reference("address.json", "{\"type\": \"string\"}");
    JsonNode payload = payload(schema("json", text, address));
    assertThat(payload.at("/schema/$defs/address.json/$id").asText()).isEqualTo("address.json");
    assertThat(payload.at("/schema/properties/to/$ref").asText()).isEqualTo("address.json");
  }

  @Test
  void eventInterfaceKeepsProtobufImportsBesideTheFile() throws JsonProcessingException {
    String text = "syntax = \"proto3\";";
    JsonNode payload =
        payload(schema("protobuf", text, new PortDocument.Reference("money.proto", text)));
    assertThat(payload.path("schema").asText()).isEqualTo(text);
    assertThat(payload.at("/x-weft-imports/0/name").asText()).isEqualTo("money.proto");
  }

  @Test
  void yamlAndJsonSayTheSame() throws JsonProcessingException {
    StandardDocument contract = OdcsContract.of(export(avro()));
    Object yaml = new Load(LoadSettings.builder().build()).loadFromString(contract.yaml());
    assertThat(JSON.readTree(JSON.writeValueAsString(yaml))).isEqualTo(json(contract));
  }

  private static JsonNode json(StandardDocument document) throws JsonProcessingException {
    return JSON.readTree(document.json());
  }

  private static JsonNode payload(PortDocument.Schema schema) throws JsonProcessingException {
    return json(AsyncApiDocument.of(export(schema))).at("/components/messages/Order/payload");
  }

  private static PortDocument.Schema schema(
      String format, String text, PortDocument.Reference reference) {
    return new PortDocument.Schema(
        format, "Order", text, List.of(reference), "orders/orders.orders.v2-value", List.of());
  }

  private static PortDocument.Schema avro() {
    return new PortDocument.Schema(
        "avro",
        "shop.Order",
        ORDER,
        List.of(new PortDocument.Reference("shop.Money", MONEY)),
        "orders/orders.orders.v2-value",
        List.of(
            field("id", "uuid"),
            field("total", "record"),
            field("total.cents", "long"),
            field("lines", "array"),
            field("lines[]", "record"),
            field("lines[].sku", "string", "pii"),
            field("labels", "map"),
            field("labels{}", "int")));
  }

  private static PortDocument.Field field(String path, String type, String... tags) {
    return new PortDocument.Field(path, type, true, "", List.of(tags), null, List.of());
  }

  private static PortExport export(PortDocument.Schema schema) {
    var port =
        new PortDocument(
            "urn:weft:orders:orders:orders:v2",
            "orders",
            2,
            "deprecated",
            "orders/orders/orders@v3",
            LocalDate.parse("2027-06-30"),
            "orders.orders.v2",
            3,
            1,
            604_800_000L,
            new TreeMap<>(),
            List.of("onprem", "cloud"),
            schema,
            new PortDocument.Key("uuid", "id"),
            "BACKWARD",
            "confidential",
            List.of(new PortDocument.Discharge("shop/carts/carts@v1", "No cart is told apart")),
            new PortDocument.Sla(Duration.ofMinutes(1), 99.9, null),
            new PortDocument.Access("owner", List.of("analytics"), Duration.ofDays(365)),
            List.of());
    var product =
        new ProductDocument(
            "urn:weft:orders:orders",
            "orders",
            "orders",
            "Orders",
            "source-aligned",
            "active",
            "orders-team",
            List.of("orders"),
            "What was ordered.",
            List.of(),
            List.of(),
            "orders/checkout",
            "domains/orders/orders/product.yaml",
            List.of(port),
            List.of(),
            List.of(),
            COMMIT);
    var endpoint = new PortExport.Endpoint("onprem", "broker:9092", "SASL_SSL", "OAUTHBEARER", "");
    return new PortExport(mesh(), product, port, List.of(endpoint));
  }

  private static MeshDocument mesh() {
    var team =
        new MeshDocument.Team(
            "orders-team", "Orders", "orders@example.com", null, null, List.of("ines@example.com"));
    return new MeshDocument(
        "shop", "Shop", "dev", COMMIT, List.of(), List.of(team), List.of(), List.of(), List.of());
  }
}
