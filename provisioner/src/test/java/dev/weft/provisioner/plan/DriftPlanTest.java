// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.mesh.DriftRules;
import dev.weft.model.mesh.DriftRules.Answer;
import dev.weft.model.mesh.RemovalRules;
import dev.weft.provisioner.resource.Upkeep;
import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is done about changes that somebody makes on the servers.
class DriftPlanTest {

  private static final String TOPIC = "orders";

  private final Bench bench = new Bench();

  private static Wanted wanted(Answer answer) {
    return new Wanted()
        .upkeep(
            new Upkeep(
                RemovalRules.DEFAULT,
                new DriftRules(answer, answer, answer, answer),
                "",
                new TreeMap<>()))
        .topic(TOPIC, 1, "retention.ms=1000")
        .acls(Wanted.topicAcls(TOPIC), Wanted.write(Wanted.PRODUCER))
        .quota("billing.invoices", Map.of("consumer_byte_rate", 100.0));
  }

  @BeforeEach
  void aTopic() {
    bench.apply(wanted(Answer.HEAL));
    assertThat(Bench.lines(bench.plan(wanted(Answer.HEAL)).plan())).isEmpty();
  }

  private void changeEverything() {
    bench.cluster.withConfig(TOPIC, "retention.ms", "5");
    bench.cluster.withoutAcl(Wanted.topicAcls(TOPIC), Wanted.write(Wanted.PRODUCER));
    bench.cluster.withQuota("billing.invoices", "consumer_byte_rate", 7.0);
  }

  @Test
  void undoesAndTellsWhen() {
    bench.pass(Duration.ofMinutes(3));
    changeEverything();

    Plan plan = bench.plan(wanted(Answer.HEAL)).plan();

    assertThat(Bench.lines(plan)).hasSize(3);
    assertThat(plan.changes())
        .filteredOn(planned -> planned.change() instanceof Change.AlterConfig)
        .allSatisfy(planned ->
            assertThat(planned.evidence())
                .contains("It changed between 2026-11-21T10:00:00Z and 2026-11-21T10:03:00Z"));
    bench.apply(wanted(Answer.HEAL));
    assertThat(Bench.lines(bench.plan(wanted(Answer.HEAL)).plan())).isEmpty();
    assertThat(bench.log.audit()).anyMatch(line -> line.action().equals("heal"));
  }

  @Test
  void tellsTheLastComparisonWhereItIsKnown() {
    bench.pass(Duration.ofMinutes(3));
    Instant compared = bench.now();
    bench.pass(Duration.ofMinutes(1));
    changeEverything();

    Plan plan =
        bench
            .provisioner()
            .plan(wanted(Answer.HEAL).state(), "r1", new PlanOptions(Set.of(), Set.of(), compared))
            .plan();

    assertThat(plan.changes())
        .filteredOn(planned -> planned.change() instanceof Change.AddAcls)
        .allSatisfy(planned ->
            assertThat(planned.evidence())
                .contains("They vanished between 2026-11-21T10:03:00Z and 2026-11-21T10:04:00Z"));
  }

  @Test
  void leavesAndShowsWhatIsOnlyReported() {
    changeEverything();

    Plan plan = bench.plan(wanted(Answer.REPORT)).plan();

    assertThat(Bench.lines(plan)).isEmpty();
    assertThat(plan.held())
        .extracting(Plan.Remark::message)
        .hasSize(3)
        .anyMatch(text -> text.startsWith("Somebody changed retention.ms from 1000 to 5 outside"))
        .allMatch(text -> text.endsWith("this mesh only reports that."));
  }

  @Test
  void leavesWhatIsAccepted() {
    changeEverything();

    Plan plan = bench.plan(wanted(Answer.ACCEPT)).plan();

    assertThat(Bench.lines(plan)).isEmpty();
    assertThat(plan.held()).isEmpty();
    assertThat(plan.notes()).hasSize(3);
  }

  @Test
  void makesWhatAManifestChangesWhateverTheRules() {
    Plan plan = bench.plan(wanted(Answer.REPORT).topic(TOPIC, 1, "retention.ms=2000")).plan();

    assertThat(Bench.lines(plan)).containsExactly("SAFE topic:onprem:orders:config");
  }

  @Test
  void givesADeletedTopicBackOnlyWhereTheMeshSaysSo() {
    bench.cluster.withoutTopic(TOPIC);

    assertThat(Bench.lines(bench.plan(wanted(Answer.REPORT)).plan()))
        .noneMatch(l -> l.contains(":create"));
    assertThat(Bench.lines(bench.plan(wanted(Answer.HEAL)).plan()))
        .anyMatch(l -> l.contains(":create"));
  }

  @Test
  void doesNotFight() {
    int writes = 0;
    for (int second = 0; second < 3600; second++) {
      bench.cluster.withConfig(TOPIC, "retention.ms", "5");
      List<?> done = bench.apply(wanted(Answer.HEAL)).results();
      writes += done.size();
      bench.pass(Duration.ofSeconds(1));
    }

    assertThat(writes).isBetween(4, 10);
    assertThat(bench.plan(wanted(Answer.HEAL)).plan().held())
        .extracting(Plan.Remark::message)
        .anyMatch(text -> text.contains("again and again"));
    bench.pass(Duration.ofHours(3));
    bench.apply(wanted(Answer.HEAL));
    assertThat(Objects.requireNonNull(bench.cluster.observe().topics().get(TOPIC)).overrides())
        .containsEntry("retention.ms", "1000");
  }

  @Test
  void setsBackWhateverTheClockHasDone() {
    bench.pass(Duration.ofDays(1));
    bench.cluster.withConfig(TOPIC, "retention.ms", "5");
    bench.apply(wanted(Answer.HEAL));
    bench.pass(Duration.ofDays(-1));
    bench.cluster.withConfig(TOPIC, "retention.ms", "6");

    assertThat(Bench.lines(bench.plan(wanted(Answer.HEAL)).plan())).hasSize(1);
  }
}
