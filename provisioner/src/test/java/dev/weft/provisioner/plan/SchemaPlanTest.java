// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import static dev.weft.provisioner.testing.Bench.lines;
import static dev.weft.provisioner.testing.Wanted.artifact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.Wanted;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaPlanTest {

  private final Bench bench = new Bench();

  private Plan plan(Wanted wanted) {
    return bench.plan(wanted).plan();
  }

  @Test
  void registersWhatIsReferredToFirst() {
    Plan plan =
        plan(new Wanted().schema("A", "a", "B", "C").schema("B", "b", "C").schema("C", "c"));

    assertThat(lines(plan))
        .containsExactly(
            "SAFE schema:shop:C:register",
            "SAFE schema:shop:B:register",
            "SAFE schema:shop:A:register");
    assertThat(plan.changes().get(2).after())
        .containsExactly("schema:shop:B:register", "schema:shop:C:register");
  }

  @Test
  void asksTheRegistryOnlyAboutWhatCanBeAsked() {
    Plan plan = plan(new Wanted().schema("A", "a", "C").schema("C", "c"));

    assertThat(plan.changes()).hasSize(2);
    assertThat(bench.registry.asked()).containsExactly("schema:shop:C:register");
  }

  @Test
  void comparesContentsByMeaning() {
    bench.apply(new Wanted().schema("A", "a b"));

    assertThat(plan(new Wanted().schema("A", "ab")).changes()).isEmpty();
  }

  @Test
  void makesNewVersionsOfWhatRefersToANewOne() {
    bench.apply(new Wanted().schema("A", "a", "B").schema("B", "b", "C").schema("C", "c"));

    Plan plan = plan(new Wanted().schema("A", "a", "B").schema("B", "b", "C").schema("C", "c2"));

    assertThat(lines(plan))
        .containsExactly(
            "DISRUPTIVE schema:shop:C:register",
            "DISRUPTIVE schema:shop:B:register",
            "DISRUPTIVE schema:shop:A:register");
    assertThat(plan.changes().get(1).reason())
        .isEqualTo("Schema `C`, which it refers to, gets a new version.");
  }

  @Test
  void followsReferencesThatSomebodyElseMoved() {
    var wanted = new Wanted().schema("A", "a", "B").schema("B", "b");
    bench.apply(wanted);
    bench.registry.with(wanted.newSchema("B", "b"));

    assertThat(lines(plan(wanted))).containsExactly("DISRUPTIVE schema:shop:A:register");
  }

  @Test
  void noticesOtherReferencesOfTheSameContent() {
    bench.apply(new Wanted().schema("A", "a", "B").schema("B", "b").schema("C", "c"));

    Plan plan = plan(new Wanted().schema("A", "a", "C").schema("B", "b").schema("C", "c"));

    assertThat(lines(plan)).containsExactly("DISRUPTIVE schema:shop:A:register");
    assertThat(plan.changes().getFirst().reason()).contains("refers to other artifacts");
  }

  @Test
  void setsTheRuleBeforeTheContent() {
    bench.apply(new Wanted().schema("A", "a"));
    bench.registry.withRule(artifact("A"), null);

    Plan plan = plan(new Wanted().schema("A", "a2"));

    assertThat(lines(plan))
        .containsExactly("SAFE schema:shop:A:rule", "DISRUPTIVE schema:shop:A:register");
    assertThat(plan.changes().get(1).after()).containsExactly("schema:shop:A:rule");
    assertThat(plan.changes().getFirst().change())
        .isEqualTo(new Change.SetCompatibility(artifact("A"), null, Compatibility.BACKWARD));
  }

  @Test
  void goesBackToAnEarlierContentByANewVersionOnce() {
    bench.apply(new Wanted().schema("A", "a"));
    bench.apply(new Wanted().schema("A", "a2"));
    bench.apply(new Wanted().schema("A", "a"));

    assertThat(bench.registry.versions(artifact("A"))).isEqualTo(3);
    assertThat(plan(new Wanted().schema("A", "a")).changes()).isEmpty();
  }

  @Test
  void neverDeletes() {
    bench.apply(new Wanted().schema("A", "a"));

    Plan plan = plan(Wanted.nothingHere());

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.held().getFirst().message()).contains("schemas are never deleted");
    bench.registry.without(artifact("A"));
    assertThat(lines(plan(Wanted.nothingHere()))).containsExactly("SAFE schema:shop:A:forget");
  }

  @Test
  void respectsArtifactsOfOthers() {
    var wanted = new Wanted().schema("A", "a");
    bench.registry.with(wanted.newSchema("A", "other"));

    assertThat(lines(plan(wanted))).containsExactly("OWNERSHIP! SAFE schema:shop:A:register");
    assertThat(lines(plan(new Wanted().adopting().schema("A", "a"))))
        .containsExactly(
            "SAFE schema:shop:A:adopt",
            "SAFE schema:shop:A:rule",
            "DISRUPTIVE schema:shop:A:register");
    bench.registry.with(wanted.newSchema("A", "a")).withRule(artifact("A"), Compatibility.BACKWARD);
    assertThat(plan(wanted).changes()).isEmpty();
    assertThat(plan(wanted).notes()).hasSize(1);
  }

  @Test
  void tellsThatSomebodyElseRegisteredAVersion() {
    var wanted = new Wanted().schema("A", "a");
    bench.apply(wanted);
    bench.registry.with(wanted.newSchema("A", "foreign"));

    assertThat(plan(wanted).changes().getFirst().reason())
        .startsWith("Somebody registered version 2 outside Weft");
  }

  @Test
  void blocksAnotherFormat() {
    bench.apply(new Wanted().schema("A", "a"));
    Desired.Schema avro = new Wanted().newSchema("A", "a");
    var json =
        new Desired.Schema(
            avro.key(),
            avro.owner(),
            SchemaFormat.JSON,
            "b",
            "b",
            List.of(),
            avro.compatibility(),
            false,
            avro.location());

    assertThat(lines(plan(new Wanted().with(json))))
        .containsExactly("IMPOSSIBLE! SAFE schema:shop:A:register");
  }

  @Test
  void blocksSchemasThatReferToThemselves() {
    Plan plan = plan(new Wanted().schema("A", "a", "B").schema("B", "b", "A").schema("C", "c"));

    assertThat(plan.changes().stream().filter(each -> each.verdict() instanceof Verdict.Blocked))
        .hasSize(2);
  }

  @Test
  void makesNoTopicWhoseSchemaCannotBeLookedUp() {
    bench.registry.blindedBy("connection refused");

    Plan plan = plan(new Wanted().topic("orders", 1).schema("orders-value", "order").topic("b", 1));

    assertThat(lines(plan))
        .containsExactly(
            "SAFE topic:onprem:b:create", "DEPENDENCY! SAFE topic:onprem:orders:create");
    assertThat(plan.held().getFirst().message()).contains("the schema registry could not be read");
  }

  @Test
  void holdsSchemasOfBrokenManifestsAndWhatNeedsThem() {
    var wanted = new Wanted().quarantined(Wanted.PRODUCT).schema("A", "a");

    assertThat(plan(wanted).changes()).isEmpty();
    assertThat(plan(wanted).held()).hasSize(1);
  }
}
