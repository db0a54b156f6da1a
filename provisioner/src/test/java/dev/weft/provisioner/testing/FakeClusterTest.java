// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import static dev.weft.provisioner.testing.Changes.createTopic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakeClusterTest extends ClusterDriverContract {

  private final FakeCluster fake = new FakeCluster("onprem");
  private final PlannedChange first = createTopic("onprem", "a", 1, Map.of());
  private final PlannedChange second = createTopic("onprem", "b", 1, Map.of());

  @Override
  protected ClusterDriver driver() {
    return fake;
  }

  @Test
  void diesAfterSoManyChanges() {
    List<PlannedChange> reported = new ArrayList<>();
    fake.dyingAfter(2);

    assertThatThrownBy(
            () -> fake.apply(List.of(first, second), (planned, _) -> reported.add(planned)))
        .isInstanceOf(FakeCrash.class);

    assertThat(reported).containsExactly(first);
    assertThat(fake.observe().topics()).containsOnlyKeys("a", "b");
  }

  @Test
  void losesAnswersOfChangesThatWereMade() {
    fake.losingAnswers(planned -> planned.equals(first));

    Reports reports = Reports.of(fake, List.of(first, second));

    assertThat(reports.of(first)).isInstanceOf(Outcome.Unknown.class);
    assertThat(fake.observe().topics()).containsOnlyKeys("a", "b");
  }

  @Test
  void refusesWhenAskedAndWhenTold() {
    fake.refusing(planned -> planned.equals(first), "policy says no");

    Map<String, String> refusals = fake.validate(List.of(first, second));
    Reports reports = Reports.of(fake, List.of(first, second));

    assertThat(refusals).containsOnly(Map.entry(first.id(), "policy says no"));
    assertThat(reports.of(first))
        .isEqualTo(new Outcome.Failed(Outcome.Kind.PERMANENT, "policy says no"));
  }

  @Test
  void failsToBeReadOnDemand() {
    fake.blindedBy("connection refused");

    assertThatThrownBy(fake::observe)
        .isInstanceOf(ObservationException.class)
        .hasMessageContaining("connection refused");
  }
}
