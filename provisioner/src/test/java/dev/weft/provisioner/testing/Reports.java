// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a driver reported, by change id; a second report of a change fails the test.
public final class Reports {

  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

  private Reports() {}

  /// Applies the changes and collects the reports; every change has to be reported.
  public static Reports of(ClusterDriver driver, List<PlannedChange> changes) {
    var reports = new Reports();
    driver.apply(changes, reports::add);
    assertThat(reports.outcomes.keySet())
        .containsExactlyInAnyOrderElementsOf(changes.stream().map(PlannedChange::id).toList());
    return reports;
  }

  /// Applies the changes, each of which has to succeed.
  public static void allSucceed(ClusterDriver driver, PlannedChange... changes) {
    Reports reports = of(driver, List.of(changes));
    assertThat(reports.outcomes.values()).allMatch(Outcome::isSuccess, "succeeds");
  }

  /// The outcome of one change.
  public Outcome of(PlannedChange planned) {
    return Objects.requireNonNull(outcomes.get(planned.id()));
  }

  /// All outcomes.
  public List<Outcome> all() {
    return List.copyOf(outcomes.values());
  }

  private synchronized void add(PlannedChange planned, Outcome outcome) {
    assertThat(outcomes.put(planned.id(), outcome))
        .as("an earlier report of %s", planned.change())
        .isNull();
  }
}
