// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static dev.weft.governance.ChangeCheckTest.HEAD;
import static dev.weft.governance.ChangeCheckTest.schema;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.compatibility.ConsumerImpact;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.testing.MemoryTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The shop takes the field `depot` out of its parcels, which `money/worker` reads; and ways to
/// make it look as if the money team had nothing against that.
class ReaderWordsTest {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final String PARCELS = "domains/shop/parcels/schemas/records.avsc";
  private static final String GRANT = "domains/shop/parcels/access/bills.yaml";
  private static final String READER = "domains/money/applications/worker.yaml";
  private static final String OWN = "domains/money/applications/schemas/parcel.avsc";
  private static final String READY = "acknowledged: [depot]";
  private static final String ELSEWHERE = "fields: [parcel]";
  private static final String BY_SCHEMA = "schema: schemas/parcel.avsc";

  private final MemoryTree base = ChangeCheckTest.mesh();
  private final MemoryTree head = ChangeCheckTest.mesh().with(PARCELS, schema("parcel"));

  private static String reader(String says) {
    return reader(says, "");
  }

  private static String reader(String says, String owner) {
    return HEAD
        + """
        Application
        metadata: {name: worker}
        spec:
          reads: [{port: shop/parcels/records@v1, %s}]
        """
            .formatted(says)
        + owner;
  }

  private ChangeReport check(String... approvedBy) {
    return ChangeCheck.of(
        MeshLoader.load(base),
        MeshLoader.load(head),
        new Circumstances(Set.of(approvedBy), null),
        NOW);
  }

  private static boolean isRefused(ChangeReport report) {
    return report.blocking().stream()
        .anyMatch(notice -> notice.diagnostic().rule().equals("policy/readers-are-not-broken"));
  }

  private static ConsumerImpact.Verdict verdict(ChangeReport report) {
    return report.schemas().getFirst().consumers().getFirst().verdict();
  }

  private void saidBefore(String says) {
    base.with(READER, reader(says));
    head.with(READER, reader(says));
  }

  @Test
  void whatTheConsumerSaidBeforeCounts() {
    saidBefore(READY);
    assertThat(isRefused(check())).isFalse();

    saidBefore("acknowledged: [parcel]");
    assertThat(isRefused(check())).isTrue();
  }

  @Test
  void whatTheConsumerReadsInsteadCounts() {
    saidBefore(ELSEWHERE);

    ChangeReport report = check();

    assertThat(isRefused(report)).isFalse();
    assertThat(verdict(report)).isEqualTo(ConsumerImpact.Verdict.UNAFFECTED);
    assertThat(report.newReads()).isEmpty();
  }

  @Test
  void theSchemaThatItReadsWithCounts() {
    base.with(OWN, schema("parcel"));
    head.with(OWN, schema("parcel"));
    saidBefore(BY_SCHEMA);
    assertThat(isRefused(check())).isFalse();

    base.with(OWN, schema("depot"));
    head.with(OWN, schema("depot"));
    assertThat(isRefused(check())).isTrue();
  }

  @Test
  void aBreakThatOnlyItsOwnSchemaSeesIsRefused() {
    // With the port's own schema a reader has a value to put in place of what is gone.
    String type = "\"name\": \"depot\", \"type\": \"string\"";
    base.with(PARCELS, schema("parcel", "depot").replace(type, type + ", \"default\": \"\""));
    assertThat(isRefused(check())).isFalse();

    base.with(OWN, schema("parcel", "depot"));
    head.with(OWN, schema("parcel", "depot"));
    saidBefore(BY_SCHEMA);
    assertThat(isRefused(check())).isTrue();
  }

  @Test
  void noChangeSaysItForTheConsumer() {
    for (String says : List.of(READY, ELSEWHERE, BY_SCHEMA)) {
      head.with(READER, reader(says)).with(OWN, schema("parcel"));

      ChangeReport report = check();

      assertThat(isRefused(report)).as(says).isTrue();
      assertThat(verdict(report)).as(says).isEqualTo(ConsumerImpact.Verdict.BROKEN);
      assertThat(report.newReads()).as(says).containsExactly("money/worker");
    }
  }

  @Test
  void theApprovalOfItsTeamMakesItTheTeamsWords() {
    head.with(READER, reader(READY));

    assertThat(isRefused(check("money-team"))).isFalse();
    assertThat(check("money-team").newReads()).isEmpty();
    assertThat(isRefused(check("shop-team"))).isTrue();
  }

  @Test
  void anApprovalAloneSaysNothing() {
    assertThat(isRefused(check("money-team"))).isTrue();
  }

  @Test
  void nobodyBecomesItsTeamByTheChange() {
    head.with(READER, reader(READY, "  owner: shop-team\n"));
    assertThat(isRefused(check("shop-team"))).isTrue();

    head.with(
        "domains/money/domain.yaml",
        HEAD + "Domain\nmetadata: {name: money}\nspec: {owner: shop-team}\n");
    assertThat(isRefused(check("shop-team"))).isTrue();
  }

  @Test
  void anApplicationOfItsOwnTeamIsThatTeams() {
    base.with(READER, reader("fields: []", "  owner: shop-team\n"));
    head.with(READER, reader(READY, "  owner: shop-team\n"));

    assertThat(isRefused(check("shop-team"))).isFalse();
  }

  @Test
  void aGrantSaysNothingForTheConsumer() throws IOException {
    String grant = new String(head.read(GRANT), StandardCharsets.UTF_8);
    head.with(GRANT, grant + "  acknowledged: [depot]\n");

    assertThat(check().blocking())
        .extracting(notice -> notice.diagnostic().rule())
        .contains("manifest/unknown-key");
  }

  @Test
  void aSchemaOfTheProducerIsNotTheReaders() {
    String borrowed = reader("schema: /domains/shop/parcels/schemas/records.avsc");
    head.with(READER, borrowed);

    assertThat(check("money-team").blocking())
        .extracting(notice -> notice.diagnostic().rule())
        .contains("manifest/conflicting-keys");
  }

  @Test
  void takingTheReaderAwayInTheSameStepDoesNotHelp() {
    head.without(READER).without(GRANT);

    assertThat(isRefused(check())).isTrue();
  }

  @Test
  void anotherReaderOfTheSameNameElsewhereSaysNothing() {
    base.with("domains/shop/applications/worker.yaml", reader(READY));
    head.with("domains/shop/applications/worker.yaml", reader(READY));

    assertThat(isRefused(check())).isTrue();
  }

  @Test
  void whatItsTeamSaysOfSomethingElseIsNoExcuse() {
    saidBefore("acknowledged: [dep]");
    assertThat(isRefused(check())).isTrue();

    saidBefore("acknowledged: [\"(record)\"]");
    assertThat(isRefused(check())).isTrue();
  }

  @Test
  void aReaderSchemaThatDoesNotFitIsTold() {
    base.with(OWN, schema("weight"));
    head.with(OWN, schema("weight"));
    saidBefore(BY_SCHEMA);

    assertThat(check().unchanged())
        .extracting(notice -> notice.diagnostic().rule())
        .contains("schema/reader-does-not-fit");
  }
}
