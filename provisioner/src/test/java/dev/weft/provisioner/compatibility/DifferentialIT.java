// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.compatibility.ChangeKind;
import dev.weft.model.compatibility.SchemaChange;
import dev.weft.model.compatibility.SchemaComparison;
import dev.weft.model.compatibility.SchemaPairs;
import dev.weft.model.schema.PortSchema;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.compatibility.Agreement.Looser;
import dev.weft.provisioner.compatibility.Agreement.Stricter;
import dev.weft.provisioner.compatibility.PairSource.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Thousands of generated pairs of schemas, judged by us, by Avro and by the registry. Whatever is
/// not agreed upon has a reason that is named here and explained in
/// `docs/reference/schema-changes.md`; anything else fails.
class DifferentialIT {

  private static final int PAIRS = 2_000;

  private static ApicurioCheckers apicurio;

  @BeforeAll
  static void load() throws IOException {
    apicurio = ApicurioCheckers.load();
  }

  @AfterAll
  static void close() throws IOException {
    apicurio.close();
  }

  @Test
  void avroAsAvroItselfAndTheRegistry() throws IOException {
    List<Looser> looser =
        List.of(new Looser("other-meaning", Set.of(ChangeKind.LOGICAL_TYPE_CHANGED)));
    var own = new Agreement("Avro, its own SchemaCompatibility", List.of(), looser);
    var registry = new Agreement("Avro, Apicurio", List.of(), looser);
    AvroPairs source = new AvroPairs(new SplittableRandom(1));
    for (int i = 0; i < PAIRS; i++) {
      Pair pair = source.next();
      SchemaComparison ours = compare(SchemaFormat.AVRO, pair);
      Schema before = new Schema.Parser().parse(pair.before());
      Schema after = new Schema.Parser().parse(pair.after());
      own.add(ours, SchemaChange::backward, reads(after, before), pair.before(), pair.after());
      own.add(ours, SchemaChange::forward, reads(before, after), pair.before(), pair.after());
      ask(registry, SchemaFormat.AVRO, ours, pair);
    }

    finish("avro", own, registry);
  }

  private static List<String> reads(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void protobufAsTheRegistry() throws IOException {
    var registry =
        new Agreement(
            "Protobuf, Apicurio",
            List.of(
                new Stricter(
                    "names-are-not-on-the-wire",
                    EnumSet.of(ChangeKind.FIELD_RENAMED, ChangeKind.SYMBOL_RENAMED),
                    "Field name changed"),
                new Stricter(
                    "gone-is-a-new-name",
                    EnumSet.of(
                        ChangeKind.FIELD_REMOVED,
                        ChangeKind.FIELD_ADDED,
                        ChangeKind.SYMBOL_REMOVED,
                        ChangeKind.SYMBOL_ADDED),
                    "after null"),
                new Stricter(
                    "gone-without-reserving",
                    EnumSet.of(
                        ChangeKind.FIELD_REMOVED, ChangeKind.FIELD_ADDED, ChangeKind.FIELD_RENAMED),
                    "fields removed without reservation"),
                new Stricter(
                    "one-encoding",
                    EnumSet.of(
                        ChangeKind.TYPE_CHANGED, ChangeKind.TYPE_WIDENED, ChangeKind.TYPE_NARROWED),
                    "Field type changed"),
                new Stricter(
                    "labels",
                    EnumSet.of(
                        ChangeKind.PRESENCE_CHANGED,
                        ChangeKind.CARDINALITY_CHANGED,
                        ChangeKind.ONEOF_CHANGED),
                    "Field label changed"),
                new Stricter(
                    "reserved-no-more",
                    EnumSet.of(ChangeKind.RESERVED_REMOVED, ChangeKind.RESERVED_ADDED),
                    "reserved fields were removed"),
                new Stricter(
                    "reserved-in-return",
                    EnumSet.of(ChangeKind.FIELD_REMOVED),
                    "Conflict of reserved")),
            List.of(new Looser("into-a-oneof", Set.of(ChangeKind.ONEOF_CHANGED))));
    ProtoPairs source = new ProtoPairs(new SplittableRandom(2));
    for (int i = 0; i < PAIRS; i++) {
      Pair pair = source.next();
      ask(registry, SchemaFormat.PROTOBUF, compare(SchemaFormat.PROTOBUF, pair), pair);
    }

    finish("protobuf", registry);
  }

  @Test
  void jsonAsTheRegistry() throws IOException {
    var registry =
        new Agreement(
            "JSON Schema, Apicurio",
            List.of(
                new Stricter(
                    "new-in-an-open-object",
                    EnumSet.of(ChangeKind.FIELD_ADDED, ChangeKind.FIELD_REMOVED),
                    "Object type property schemas narrowed"),
                new Stricter(
                    "choice-of-one",
                    EnumSet.of(ChangeKind.BRANCH_ADDED, ChangeKind.BRANCH_REMOVED),
                    "Combined type criterion narrowed"),
                new Stricter(
                    "choice-of-one",
                    EnumSet.of(ChangeKind.BRANCH_ADDED, ChangeKind.BRANCH_REMOVED),
                    "Subschema type changed"),
                new Stricter(
                    "branches-alike",
                    Set.of(ChangeKind.BRANCH_ADDED),
                    "Combined type one of size decreased")),
            List.of(new Looser("branches-alike", Set.of(ChangeKind.BRANCH_ADDED))));
    JsonPairs source = new JsonPairs(new SplittableRandom(3));
    for (int i = 0; i < PAIRS; i++) {
      Pair pair = source.next();
      ask(registry, SchemaFormat.JSON, compare(SchemaFormat.JSON, pair), pair);
    }

    finish("json", registry);
  }

  private static SchemaComparison compare(SchemaFormat format, Pair pair) {
    PortSchema before = SchemaPairs.of(format, pair.before());
    return SchemaComparison.between(before, SchemaPairs.of(format, pair.after()));
  }

  private static void ask(
      Agreement registry, SchemaFormat format, SchemaComparison ours, Pair pair) {
    registry.add(
        ours,
        SchemaChange::backward,
        apicurio.backward(format, pair.before(), pair.after()),
        pair.before(),
        pair.after());
    registry.add(
        ours,
        SchemaChange::forward,
        apicurio.forward(format, pair.before(), pair.after()),
        pair.before(),
        pair.after());
  }

  private static void finish(String name, Agreement... agreements) throws IOException {
    StringBuilder figures = new StringBuilder();
    for (Agreement agreement : agreements) {
      figures.append(agreement);
    }
    Path file = Files.createDirectories(Path.of("target/agreement")).resolve(name + ".txt");
    Files.writeString(file, figures);
    System.out.println(figures);
    for (Agreement agreement : agreements) {
      assertThat(agreement.unexplained().stream().limit(5)).as("unexplained").isEmpty();
      assertThat(agreement.asked()).isEqualTo(2 * PAIRS);
      // Neither side says always the same.
      assertThat(agreement.bothBreaking()).isGreaterThan(PAIRS / 5);
      assertThat(agreement.bothCompatible()).isGreaterThan(PAIRS / 5);
    }
  }
}
