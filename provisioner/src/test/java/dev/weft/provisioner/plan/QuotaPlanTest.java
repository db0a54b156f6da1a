// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import static dev.weft.provisioner.testing.Bench.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.Wanted;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotaPlanTest {

  private static final String USER = "billing.invoices";
  private static final String PRODUCE = "producer_byte_rate";
  private static final String CONSUME = "consumer_byte_rate";

  private final Bench bench = new Bench();

  private Plan plan(Wanted wanted) {
    return bench.plan(wanted).plan();
  }

  private static Wanted wanted(Map<String, Double> values) {
    return new Wanted().quota(USER, values);
  }

  @Test
  void setsAndLowersAndResetsQuotas() {
    assertThat(lines(plan(wanted(Map.of(PRODUCE, 10.0)))))
        .containsExactly("SAFE quota:onprem:billing.invoices:set");
    bench.apply(wanted(Map.of(PRODUCE, 10.0)));
    assertThat(lines(plan(wanted(Map.of(PRODUCE, 11.0)))))
        .containsExactly("SAFE quota:onprem:billing.invoices:set");
    assertThat(lines(plan(wanted(Map.of(PRODUCE, 9.0)))))
        .containsExactly("DISRUPTIVE quota:onprem:billing.invoices:set");
    assertThat(lines(plan(Wanted.nothingHere())))
        .containsExactly("DISRUPTIVE quota:onprem:billing.invoices:set");
  }

  @Test
  void blocksValuesOfSomebodyElseAndSetsTheRest() {
    bench.cluster.withQuota(USER, PRODUCE, 5.0);

    Plan plan = plan(wanted(Map.of(PRODUCE, 10.0, CONSUME, 20.0)));

    assertThat(lines(plan))
        .containsExactly(
            "SAFE quota:onprem:billing.invoices:set",
            "OWNERSHIP! SAFE quota:onprem:billing.invoices:take");
    assertThat(((Change.AlterQuota) plan.changes().getFirst().change()).edits())
        .containsOnlyKeys(CONSUME);
  }

  @Test
  void notesEqualValuesOfSomebodyElseAndLeavesThem() {
    bench.cluster.withQuota(USER, PRODUCE, 10.0);

    Plan plan = plan(wanted(Map.of(PRODUCE, 10.0)));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.notes().getFirst().message()).startsWith("Stood there before and is not ours");
    assertThat(plan(Wanted.nothingHere()).changes()).isEmpty();
  }

  @Test
  void forgetsQuotasThatSomebodyRemovedAndNobodyWants() {
    bench.apply(wanted(Map.of(PRODUCE, 10.0)));
    var other = new Bench();
    other.log.withEntry(bench.log.inventory().entries().values().iterator().next());

    // The broker that was asked may be behind; to unset it once too often does no harm.
    assertThat(lines(other.plan(Wanted.nothingHere()).plan()))
        .containsExactly("DISRUPTIVE quota:onprem:billing.invoices:set");
    other.pass(Duration.ofMinutes(1));
    assertThat(lines(other.plan(Wanted.nothingHere()).plan()))
        .containsExactly("SAFE quota:onprem:billing.invoices:forget");
  }

  @Test
  void holdsQuotasOfUsersOfBrokenProducts() {
    bench.apply(
        wanted(Map.of(PRODUCE, 10.0))
            .acls(Wanted.topicAcls("orders"), Wanted.read(Wanted.CONSUMER)));

    Plan plan = plan(new Wanted().quarantined(Wanted.PRODUCT));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.held()).hasSize(2);
  }

  @Test
  void holdsQuotasOfBrokenManifests() {
    bench.apply(wanted(Map.of(PRODUCE, 10.0)));

    Plan plan = plan(new Wanted().quarantined(Wanted.APPLICATION));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.held()).hasSize(1);
  }
}
