// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.Wanted;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFileTest {

  private static SavedPlan saved() {
    var bench = new Bench();
    return SavedPlan.of(
        bench.plan(new Wanted().topic("a", 1, "retention.ms=5").topic("b", 1)).plan());
  }

  @Test
  void readsWhatItWrites() {
    assertThat(PlanFile.read(PlanFile.write(saved()))).isEqualTo(saved());
  }

  @Test
  void writesNoValuesOfConfigs() {
    assertThat(PlanFile.write(saved()))
        .contains("\"version\" : 1")
        .contains("topic:onprem:a:create")
        .doesNotContain("retention.ms");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense | The saved plan is no JSON",
        "[] | The saved plan is no JSON object. Plan again.",
        "{} | This is no saved plan",
        "{\"kind\":\"weft.dev/saved-plan\",\"version\":2} | has version 2 and this Weft reads version 1",
        "{\"kind\":\"weft.dev/saved-plan\",\"version\":1} | lacks `clusterIds`"
      })
  void refusesWhatIsNoSavedPlan(String text, String message) {
    assertThatThrownBy(() -> PlanFile.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void findsNothingMovedInTheSamePlan() {
    var bench = new Bench();
    Plan plan = bench.plan(new Wanted().topic("a", 1)).plan();

    assertThat(Preconditions.recheck(SavedPlan.of(plan), plan).isUnmoved()).isTrue();
  }

  @Test
  void keepsItsDigestWhateverTheTimeAndTheOrderOfTheWorld() {
    var one = new Bench();
    one.cluster.withTopic("x", 1, 1, Map.of("a", "1", "b", "2"));
    var other = new Bench();
    other.cluster.withTopic("x", 1, 1, new java.util.TreeMap<>(Map.of("b", "2", "a", "1")));
    var wanted = new Wanted().adopting().topic("x", 2).topic("y", 1);

    assertThat(one.plan(wanted).digest()).isEqualTo(other.plan(wanted).digest());
    assertThat(one.plan(wanted.topic("z", 1)).digest())
        .isNotEqualTo(other.plan(new Wanted().adopting().topic("x", 2).topic("y", 1)).digest());
  }
}
