// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import static dev.weft.model.schema.SchemaFormat.AVRO;
import static dev.weft.model.schema.SchemaFormat.JSON;
import static dev.weft.model.schema.SchemaFormat.PROTOBUF;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

class CanonicalTest {

  private record Pair(SchemaFormat format, String why, String left, String right) {}

  private static final List<Pair> EQUAL =
      List.of(
          new Pair(
              AVRO,
              "space",
              "{\"type\": \"map\",\n\"values\" : \"int\"}",
              "{\"type\":\"map\",\"values\":\"int\"}"),
          new Pair(
              AVRO, "key order", record("'doc':'d','name':'A'"), record("'name':'A','doc':'d'")),
          new Pair(AVRO, "comment", "/* c */ " + record("'name':'A'"), record("'name':'A'")),
          new Pair(AVRO, "long primitive", "{\"type\":\"int\"}", "\"int\""),
          new Pair(AVRO, "namespace", record("'name':'A','namespace':'x'"), record("'name':'x.A'")),
          new Pair(AVRO, "inherited namespace", avroField("'type':'B'"), avroField("'type':'x.B'")),
          new Pair(
              AVRO,
              "default order",
              avroField("'type':'int','order':'ascending'"),
              avroField("'type':'int'")),
          new Pair(
              AVRO,
              "number",
              avroField("'type':'double','default':1.0"),
              avroField("'type':'double','default':1")),
          new Pair(
              AVRO,
              "order of tags",
              avroField("'type':'int','tags':['a','b']"),
              avroField("'type':'int','tags':['b','a']")),
          new Pair(
              AVRO,
              "alias",
              record("'name':'x.A','aliases':['B']"),
              record("'name':'x.A','aliases':['x.B']")),
          new Pair(
              PROTOBUF, "space", "message A{string a=1;}", "message A {\n  string a = 1;\n}\n"),
          new Pair(PROTOBUF, "licence", "// x\nsyntax = \"proto3\";", "syntax = \"proto3\";"),
          new Pair(PROTOBUF, "comment style", "/** Doc. */\nmessage A {}", "// Doc.\nmessage A {}"),
          new Pair(
              PROTOBUF,
              "order of imports",
              "import \"a\"; import \"b\";",
              "import \"b\"; import \"a\";"),
          new Pair(PROTOBUF, "quotes", "import 'a';", "import \"a\";"),
          new Pair(PROTOBUF, "dangling comment", "message A { // x\n}", "message A {}"),
          new Pair(PROTOBUF, "empty statement", "message A {};", "message A {}"),
          new Pair(
              JSON,
              "key order",
              json("{'type':'string','title':'t'}"),
              json("{'title':'t','type':'string'}")),
          new Pair(
              JSON,
              "property order",
              json("{'properties':{'a':{},'b':{}}}"),
              json("{'properties':{'b':{},'a':{}}}")),
          new Pair(
              JSON, "required", json("{'required':['a','b']}"), json("{'required':['b','a']}")),
          new Pair(JSON, "enum", json("{'enum':['a','b']}"), json("{'enum':['b','a']}")),
          new Pair(JSON, "type", json("{'type':['a']}"), json("{'type':'a'}")),
          new Pair(
              JSON,
              "inner",
              json("{'items':{'type':['a','b']}}"),
              json("{'items':{'type':['b','a']}}")),
          new Pair(JSON, "number", json("{'maximum':1e2}"), json("{'maximum':100}")),
          new Pair(JSON, "escape", "{\"title\":\"\\u0061\"}", json("{'title':'a'}")),
          new Pair(JSON, "broken", " {", "{ \n"));

  private static final List<Pair> DIFFERENT =
      List.of(
          new Pair(AVRO, "doc", record("'name':'A','doc':'d'"), record("'name':'A'")),
          new Pair(
              AVRO,
              "default",
              avroField("'type':'int','default':1"),
              avroField("'type':'int','default':2")),
          new Pair(AVRO, "tags", avroField("'type':'int','tags':['a']"), avroField("'type':'int'")),
          new Pair(AVRO, "alias", record("'name':'A','aliases':['B']"), record("'name':'A'")),
          new Pair(AVRO, "union order", "[\"null\",\"int\"]", "[\"int\",\"null\"]"),
          new Pair(
              AVRO,
              "symbol order",
              json("{'type':'enum','name':'E','symbols':['A','B']}"),
              json("{'type':'enum','name':'E','symbols':['B','A']}")),
          new Pair(
              AVRO,
              "namespace",
              record("'name':'A','namespace':'x'"),
              record("'name':'A','namespace':'y'")),
          new Pair(AVRO, "property", record("'name':'A','x':1"), record("'name':'A','x':'1'")),
          new Pair(
              PROTOBUF,
              "field doc",
              "message A {\n// x\nstring a = 1;}",
              "message A {\n// y\nstring a = 1;}"),
          new Pair(
              PROTOBUF,
              "trailing doc",
              "message A { string a = 1; // @tag pii\n}",
              "message A { string a = 1;\n}"),
          new Pair(
              PROTOBUF, "number", "message A { string a = 1; }", "message A { string a = 2; }"),
          new Pair(PROTOBUF, "option", "option a = true;", "option a = false;"),
          new Pair(PROTOBUF, "text is no word", "option a = \"true\";", "option a = true;"),
          new Pair(JSON, "description", json("{'description':'a'}"), json("{'description':'b'}")),
          new Pair(JSON, "default", json("{'default':[1,2]}"), json("{'default':[2,1]}")),
          new Pair(
              JSON,
              "property named required",
              json("{'properties':{'required':{'default':['a','b']}}}"),
              json("{'properties':{'required':{'default':['b','a']}}}")),
          new Pair(JSON, "choice order", json("{'oneOf':[{},true]}"), json("{'oneOf':[true,{}]}")),
          new Pair(JSON, "broken", "{a", "{b"));

  @TestFactory
  Stream<DynamicTest> ignoresWhatHasNoMeaning() {
    return EQUAL.stream()
        .map(pair ->
            test(pair, () -> assertThat(of(pair, pair.left)).isEqualTo(of(pair, pair.right))));
  }

  @TestFactory
  Stream<DynamicTest> keepsWhatHasMeaning() {
    return DIFFERENT.stream()
        .map(pair ->
            test(pair, () -> assertThat(of(pair, pair.left)).isNotEqualTo(of(pair, pair.right))));
  }

  @Test
  void equalsTheCanonicalTextOfTheDocument() {
    // Given
    String text = record("'name':'A','namespace':'x'");
    SchemaReader reader = new SchemaReader(new MapSource().with("a.avsc", text));

    // When
    PortSchema schema = reader.read("a.avsc", null, List.of()).schema();

    // Then
    assertThat(schema).isNotNull();
    assertThat(schema.document().canonical())
        .isEqualTo(Canonical.of(AVRO, text))
        .isEqualTo("{\"fields\":[],\"name\":\"x.A\",\"type\":\"record\"}");
    assertThat(schema.document().digest()).matches("[0-9a-f]{64}");
  }

  private static DynamicTest test(Pair pair, Executable body) {
    return DynamicTest.dynamicTest(pair.format + " " + pair.why, body);
  }

  private static String of(Pair pair, String text) {
    return Canonical.of(pair.format, text);
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static String record(String members) {
    return json("{'type':'record','fields':[]," + members + "}");
  }

  private static String avroField(String members) {
    return json("{'type':'record','name':'x.A','fields':[{'name':'f'," + members + "}]}");
  }
}
