// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.compatibility.Consumer.Evidence;
import dev.weft.model.compatibility.ConsumerImpact.Verdict;
import dev.weft.model.schema.PortSchema;
import dev.weft.model.schema.SchemaFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// One change, and who is broken by it.
class ConsumerImpactTest {

  private static final String A = "{\"name\": \"a\", \"type\": \"int\"}";
  private static final String P =
      "{\"name\": \"p\", \"type\": {\"type\": \"record\", \"name\": \"P\", \"fields\": [%s]}}";
  private static final String X = "{\"name\": \"x\", \"type\": \"int\"}";
  private static final String Y = "{\"name\": \"y\", \"type\": \"int\"}";
  private static final String Y_DEFAULT = "{\"name\": \"y\", \"type\": \"int\", \"default\": 0}";

  private static PortSchema avro(String fields) {
    return SchemaPairs.of(SchemaFormat.AVRO, SchemaPairs.whole(SchemaFormat.AVRO, fields));
  }

  private static PortSchema json(String text) {
    return SchemaPairs.of(SchemaFormat.JSON, SchemaPairs.whole(SchemaFormat.JSON, text));
  }

  private static ConsumerImpact judge(
      PortSchema before, PortSchema after, @Nullable PortSchema own, String... fields) {
    return ConsumerImpact.of(
        new Consumer("shop/reader", List.of(Evidence.GRANT), List.of(fields), own),
        before,
        SchemaComparison.between(before, after),
        after);
  }

  private static PortSchema inner(String... fields) {
    return avro(A + ", " + P.formatted(String.join(", ", fields)));
  }

  @Test
  void whoSaysNothingIsBrokenByWhateverBreaks() {
    ConsumerImpact impact = judge(inner(X, Y), inner(X), null);

    assertThat(impact.verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(impact.effects())
        .extracting(effect -> effect.change().path())
        .containsExactly("p.y");
    assertThat(impact.effects().getFirst().reason()).isEqualTo("it cannot read new records");
  }

  @Test
  void whoDoesNotReadTheFieldIsNotBroken() {
    assertThat(judge(inner(X, Y), inner(X), null, "a", "p.x").verdict())
        .isEqualTo(Verdict.UNAFFECTED);
  }

  @Test
  void whoReadsTheFieldOrAllOfItsRecordIsBroken() {
    assertThat(judge(inner(X, Y), inner(X), null, "p.y").verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(judge(inner(X, Y), inner(X), null, "p").verdict()).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void aNameThatBeginsAlikeIsAnotherField() {
    assertThat(judge(inner(X, Y), inner(X), null, "p.yes").verdict()).isEqualTo(Verdict.UNAFFECTED);
  }

  @Test
  void aDefaultDoesNotSaveWhoReadsTheField() {
    assertThat(judge(inner(X, Y_DEFAULT), inner(X), null).verdict()).isEqualTo(Verdict.AT_RISK);
    ConsumerImpact reader = judge(inner(X, Y_DEFAULT), inner(X), null, "p.y");

    assertThat(reader.verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(reader.effects().getFirst().reason())
        .isEqualTo("it reads the field, which has no value any more");
  }

  @Test
  void aNewFieldReachesWhoReadsTheRecordAroundIt() {
    PortSchema before = json("\"additionalProperties\": false, \"properties\": {\"a\": {}}");
    PortSchema after =
        json("\"additionalProperties\": false, \"properties\": {\"a\": {}, \"b\": {}}");

    assertThat(judge(before, after, null, "a").verdict()).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void oldRecordsAreTheRiskOfWhoMovesToTheNewSchema() {
    ConsumerImpact impact = judge(avro(A), avro(A + ", " + X), null);

    assertThat(impact.verdict()).isEqualTo(Verdict.AT_RISK);
    assertThat(impact.effects().getFirst().reason())
        .isEqualTo("with the new schema it cannot read records of before");
  }

  @Test
  void aSchemaOfItsOwnDecidesInsteadOfTheOneOfBefore() {
    // Before, y was there; this consumer reads with a schema without it.
    assertThat(judge(inner(X, Y), inner(X), inner(X)).verdict()).isEqualTo(Verdict.UNAFFECTED);
    assertThat(judge(inner(X, Y), inner(X), inner(X, Y)).verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(judge(avro(A), avro(A + ", " + X), avro(A)).verdict()).isEqualTo(Verdict.UNAFFECTED);
  }

  @Test
  void whatItCouldNotReadBeforeIsNoDoingOfTheChange() {
    PortSchema own = avro(A + ", " + Y);

    assertThat(judge(avro(A + ", " + X), avro(A), own).verdict()).isEqualTo(Verdict.UNAFFECTED);
    assertThat(judge(avro(A + ", " + X + ", " + Y), avro(A + ", " + X), own).verdict())
        .isEqualTo(Verdict.BROKEN);
  }

  @Test
  void aSchemaOfItsOwnCountsInEveryLanguage() {
    String depot = "\"depot\": {\"type\": \"string\"}";
    String weight = "\"weight\": {\"type\": \"integer\"}";
    PortSchema before = json("\"properties\": {" + depot + ", " + weight + "}");
    PortSchema after = json("\"properties\": {" + depot + ", \"weight\": {\"type\": \"string\"}}");

    assertThat(judge(before, after, json("\"properties\": {" + depot + "}")).verdict())
        .isEqualTo(Verdict.UNAFFECTED);
    assertThat(judge(before, after, json("\"properties\": {" + weight + "}")).verdict())
        .isEqualTo(Verdict.BROKEN);

    PortSchema two = proto("string depot = 1; int32 weight = 2;");
    PortSchema changed = proto("string depot = 1; string weight = 2;");

    assertThat(judge(two, changed, proto("string depot = 1;")).verdict())
        .isEqualTo(Verdict.UNAFFECTED);
    assertThat(judge(two, changed, proto("int32 weight = 2;")).verdict()).isEqualTo(Verdict.BROKEN);
  }

  private static PortSchema proto(String fields) {
    return SchemaPairs.of(SchemaFormat.PROTOBUF, SchemaPairs.whole(SchemaFormat.PROTOBUF, fields));
  }
}
