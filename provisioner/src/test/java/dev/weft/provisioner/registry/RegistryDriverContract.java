// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import static dev.weft.provisioner.registry.SchemaChanges.apply;
import static dev.weft.provisioner.registry.SchemaChanges.applyOne;
import static dev.weft.provisioner.registry.SchemaChanges.avro;
import static dev.weft.provisioner.registry.SchemaChanges.reference;
import static dev.weft.provisioner.registry.SchemaChanges.register;
import static dev.weft.provisioner.registry.SchemaChanges.rule;
import static dev.weft.provisioner.registry.SchemaChanges.schema;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.driver.RegistryDriver;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.ResourceKey.Artifact;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every registry driver does, whatever stands behind it.
public abstract class RegistryDriverContract {

  private final String group = "t" + UUID.randomUUID().toString().substring(0, 8);

  /// The driver under test, with the right to write.
  protected abstract RegistryDriver driver();

  private Artifact artifact(String name) {
    return new Artifact(group, name);
  }

  private RegistrySnapshot.Artifact seen(Artifact key) {
    RegistrySnapshot.Artifact artifact = driver().observe(Set.of(group)).artifacts().get(key);
    if (artifact == null) {
      throw new AssertionError(key + " is not there");
    }
    return artifact;
  }

  @Test
  void registersAFirstVersionTogetherWithItsRule() {
    Artifact key = artifact("a-value");
    String content = avro("t.A", "x");

    Outcome outcome = applyOne(driver(), register(null, schema(key, SchemaFormat.AVRO, content)));

    assertThat(outcome).isEqualTo(new Outcome.Applied());
    assertThat(seen(key).content()).isEqualTo(content);
    assertThat(seen(key).format()).isEqualTo(SchemaFormat.AVRO);
    assertThat(seen(key).compatibility()).isEqualTo(Compatibility.BACKWARD);
    assertThat(seen(key).isReferenceStale()).isFalse();
  }

  @Test
  void registersACompatibleSecondVersion() {
    Artifact key = artifact("a-value");
    applyOne(driver(), register(null, schema(key, SchemaFormat.AVRO, avro("t.A", "x"))));
    String first = seen(key).version();
    String content = avro("t.A", "x", "y=none");
    PlannedChange second = register(first, schema(key, SchemaFormat.AVRO, content));

    assertThat(driver().validate(List.of(second))).isEmpty();
    assertThat(applyOne(driver(), second)).isEqualTo(new Outcome.Applied());

    assertThat(seen(key).content()).isEqualTo(content);
    assertThat(seen(key).version()).isNotEqualTo(first);
  }

  @Test
  void refusesAnIncompatibleVersionInTheDryRunAndForReal() {
    Artifact key = artifact("a-value");
    applyOne(driver(), register(null, schema(key, SchemaFormat.AVRO, avro("t.A", "x"))));
    RegistrySnapshot.Artifact before = seen(key);
    PlannedChange second =
        register(before.version(), schema(key, SchemaFormat.AVRO, avro("t.A", "x", "amount")));

    assertThat(driver().validate(List.of(second)).get(second.id()))
        .contains("amount")
        .contains("BACKWARD");
    assertThat(applyOne(driver(), second))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(Outcome.Kind.PERMANENT);
              assertThat(failed.message()).contains("amount");
            });
    assertThat(seen(key)).isEqualTo(before);
  }

  @Test
  void doesNothingWhenTheNewestVersionSaysTheSame() {
    Artifact key = artifact("a-value");
    applyOne(driver(), register(null, schema(key, SchemaFormat.AVRO, avro("t.A", "x"))));
    RegistrySnapshot.Artifact before = seen(key);
    String spaced = avro("t.A", "x").replace(",", " ,\n ");

    Outcome again =
        applyOne(driver(), register(before.version(), schema(key, SchemaFormat.AVRO, spaced)));
    Outcome asFirst =
        applyOne(driver(), register(null, schema(key, SchemaFormat.AVRO, avro("t.A", "x"))));

    assertThat(again).isEqualTo(new Outcome.Unchanged());
    assertThat(asFirst).isEqualTo(new Outcome.Unchanged());
    assertThat(seen(key)).isEqualTo(before);
  }

  @Test
  void makesEarlierContentTheNewestAgain() {
    Artifact key = artifact("a-value");
    String old = avro("t.A", "x", "y=none");
    applyOne(driver(), register(null, schema(key, SchemaFormat.AVRO, old)));
    String first = seen(key).version();
    applyOne(driver(), register(first, schema(key, SchemaFormat.AVRO, avro("t.A", "x", "z=1"))));
    String second = seen(key).version();

    Outcome back = applyOne(driver(), register(second, schema(key, SchemaFormat.AVRO, old)));

    assertThat(back).isEqualTo(new Outcome.Applied());
    assertThat(seen(key).content()).isEqualTo(old);
  }

  @Test
  void refusesAVersionPlannedOnAnotherNewestVersion() {
    Artifact key = artifact("a-value");
    applyOne(driver(), register(null, schema(key, SchemaFormat.AVRO, avro("t.A", "x"))));
    Desired.Schema other = schema(key, SchemaFormat.AVRO, avro("t.A", "x", "y=none"));

    assertThat(applyOne(driver(), register(null, other)))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, refused -> assertThat(refused.message()).contains("moved"));
    assertThat(applyOne(driver(), register("77", other))).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void changesARuleOnce() {
    Artifact key = artifact("a-value");
    applyOne(driver(), register(null, schema(key, SchemaFormat.AVRO, avro("t.A", "x"))));
    PlannedChange change = rule(key, Compatibility.BACKWARD, Compatibility.FULL_TRANSITIVE);

    assertThat(applyOne(driver(), change)).isEqualTo(new Outcome.Applied());
    assertThat(applyOne(driver(), change)).isEqualTo(new Outcome.Unchanged());
    assertThat(applyOne(driver(), rule(key, Compatibility.NONE, Compatibility.FORWARD)))
        .isInstanceOf(Outcome.Refused.class);

    assertThat(seen(key).compatibility()).isEqualTo(Compatibility.FULL_TRANSITIVE);
  }

  @Test
  void registersReferencesFirstWhateverTheOrder() {
    Artifact leaf = artifact("t.Leaf");
    Artifact middle = artifact("t.Middle");
    Artifact parent = artifact("parent-value");
    PlannedChange first = register(null, schema(leaf, SchemaFormat.AVRO, avro("t.Leaf", "x")));
    PlannedChange second =
        register(
            null,
            schema(middle, SchemaFormat.AVRO, holding("t.Middle", "t.Leaf"), reference(leaf)));
    PlannedChange third =
        register(
            null,
            schema(parent, SchemaFormat.AVRO, holding("t.Parent", "t.Middle"), reference(middle)));

    assertThat(driver().validate(List.of(third, second, first))).isEmpty();
    assertThat(apply(driver(), third, second, first).values())
        .containsOnly(new Outcome.Applied())
        .hasSize(3);

    assertThat(seen(parent).references())
        .containsExactly(
            new RegistrySnapshot.Reference("t.Middle", middle, seen(middle).version()));
  }

  @Test
  void callsAReferrerStaleOnceItsLeafHasANewVersion() {
    Artifact leaf = artifact("t.Leaf");
    Artifact parent = artifact("parent-value");
    Desired.Schema parentSchema =
        schema(parent, SchemaFormat.AVRO, holding("t.Parent", "t.Leaf"), reference(leaf));
    apply(
        driver(),
        register(null, schema(leaf, SchemaFormat.AVRO, avro("t.Leaf", "x"))),
        register(null, parentSchema));
    String version = seen(parent).version();

    applyOne(
        driver(),
        register(
            seen(leaf).version(), schema(leaf, SchemaFormat.AVRO, avro("t.Leaf", "x", "y=none"))));
    assertThat(seen(parent).isReferenceStale()).isTrue();

    assertThat(applyOne(driver(), register(version, parentSchema)))
        .isEqualTo(new Outcome.Applied());
    assertThat(seen(parent).isReferenceStale()).isFalse();
    assertThat(seen(parent).references().getFirst().version()).isEqualTo(seen(leaf).version());
  }

  @Test
  void refusesSchemasThatReferToEachOtherAndSkipsWhatNeedsThem() {
    Artifact one = artifact("t.One");
    Artifact two = artifact("t.Two");
    Artifact user = artifact("user-value");
    PlannedChange first =
        register(null, schema(one, SchemaFormat.AVRO, holding("t.One", "t.Two"), reference(two)));
    PlannedChange second =
        register(null, schema(two, SchemaFormat.AVRO, holding("t.Two", "t.One"), reference(one)));
    PlannedChange third =
        register(null, schema(user, SchemaFormat.AVRO, holding("t.U", "t.One"), reference(one)));

    var outcomes = apply(driver(), first, second, third);

    assertThat(outcomes.get(first.id()))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.message()).contains("circle"));
    assertThat(outcomes.get(second.id())).isInstanceOf(Outcome.Failed.class);
    assertThat(outcomes.get(third.id())).isInstanceOf(Outcome.Skipped.class);
    assertThat(driver().observe(Set.of(group)).artifacts()).isEmpty();
  }

  @Test
  void skipsAReferrerWhenItsReferenceFailsAndGoesOnWithTheRest() {
    Artifact leaf = artifact("t.Leaf");
    Artifact parent = artifact("parent-value");
    Artifact other = artifact("other-value");
    PlannedChange broken = register(null, schema(leaf, SchemaFormat.AVRO, "{\"type\":\"nope\"}"));
    PlannedChange dependent =
        register(
            null,
            schema(parent, SchemaFormat.AVRO, holding("t.Parent", "t.Leaf"), reference(leaf)));
    PlannedChange fine = register(null, schema(other, SchemaFormat.AVRO, avro("t.O", "x")));

    assertThat(driver().validate(List.of(broken))).containsOnlyKeys(broken.id());
    var outcomes = apply(driver(), dependent, broken, fine);

    assertThat(outcomes.get(broken.id())).isInstanceOf(Outcome.Failed.class);
    assertThat(outcomes.get(dependent.id())).isInstanceOf(Outcome.Skipped.class);
    assertThat(outcomes.get(fine.id())).isEqualTo(new Outcome.Applied());
    assertThat(driver().observe(Set.of(group)).artifacts()).containsOnlyKeys(other);
  }

  @Test
  void failsAReferenceThatNobodyRegistered() {
    Artifact parent = artifact("parent-value");
    Artifact leaf = artifact("t.Nowhere");

    Outcome outcome =
        applyOne(
            driver(),
            register(
                null,
                schema(parent, SchemaFormat.AVRO, holding("t.P", "t.Nowhere"), reference(leaf))));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.message()).contains("t.Nowhere"));
    assertThat(driver().observe(Set.of(group)).artifacts()).isEmpty();
  }

  @Test
  void leavesOutWhatDoesNotExist() {
    assertThat(driver().observe(Set.of(group)).artifacts()).isEmpty();
    assertThat(driver().observeArtifacts(Set.of(artifact("none"))).artifacts()).isEmpty();
  }

  @Test
  void registersManyAtOnceInGroupsThatAreNew() {
    PlannedChange[] changes =
        IntStream.range(0, 60)
            .mapToObj(i ->
                register(
                    null,
                    schema(
                        new Artifact(group + "-" + i % 5, "a" + i + "-value"),
                        SchemaFormat.AVRO,
                        avro("t.A" + i, "x"))))
            .toArray(PlannedChange[]::new);

    var outcomes = apply(driver(), changes);

    assertThat(outcomes).hasSize(60);
    assertThat(outcomes.values()).containsOnly(new Outcome.Applied());
    var groups = Set.of(group + "-0", group + "-1", group + "-2", group + "-3", group + "-4");
    assertThat(driver().observe(groups).artifacts()).hasSize(60);
  }

  @Test
  void followsProtobufImportsAndJsonReferences() {
    Artifact money = artifact("p.money.proto");
    Artifact order = artifact("order-value");
    Artifact address = artifact("p.address.json");
    Artifact customer = artifact("customer-value");

    var outcomes =
        apply(
            driver(),
            register(
                null,
                schema(
                    order,
                    SchemaFormat.PROTOBUF,
                    "syntax = \"proto3\";\npackage t;\nimport \"money.proto\";\n"
                        + "import \"google/protobuf/timestamp.proto\";\nmessage Order {\n"
                        + "  Money total = 1;\n  google.protobuf.Timestamp at = 2;\n}\n",
                    new Desired.Schema.Reference("money.proto", money))),
            register(
                null,
                schema(
                    money,
                    SchemaFormat.PROTOBUF,
                    "syntax = \"proto3\";\npackage t;\nmessage Money { int64 cents = 1; }\n")),
            register(
                null,
                schema(
                    customer,
                    SchemaFormat.JSON,
                    "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\","
                        + "\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"address.json\"}}}",
                    new Desired.Schema.Reference("address.json", address))),
            register(
                null,
                schema(
                    address,
                    SchemaFormat.JSON,
                    "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\","
                        + "\"type\":\"object\",\"properties\":{\"s\":{\"type\":\"string\"}}}")));

    assertThat(outcomes.values()).hasSize(4).containsOnly(new Outcome.Applied());
    assertThat(seen(order).references())
        .containsExactly(
            new RegistrySnapshot.Reference("money.proto", money, seen(money).version()));
    assertThat(seen(customer).references())
        .containsExactly(
            new RegistrySnapshot.Reference("address.json", address, seen(address).version()));
  }

  private static String holding(String name, String type) {
    return "{\"type\":\"record\",\"name\":\""
        + name
        + "\",\"fields\":[{\"name\":\"held\",\"type\":\""
        + type
        + "\"}]}";
  }
}
