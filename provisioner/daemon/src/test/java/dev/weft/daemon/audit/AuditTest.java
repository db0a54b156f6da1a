// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.daemon.web.ProblemException;
import dev.weft.provisioner.log.AuditRecord;
import dev.weft.provisioner.log.ControlPlaneLog.AuditLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Audit.Filter ALL = new Audit.Filter("", "", "", null, null, Long.MAX_VALUE);

  private static List<AuditRecord> records(int number) {
    List<AuditRecord> records = new ArrayList<>();
    @Nullable AuditRecord last = null;
    for (int i = 1; i <= number; i++) {
      var author = new AuditRecord.Author("run-" + i, i % 2 == 0 ? "petra" : "carl", "dev", "c0");
      var line = new AuditLine(i % 3 == 0 ? "pause" : "apply", "urn:weft:a:" + i, "Done.");
      last = AuditRecord.after(last, author, line, NOON.plusSeconds(i));
      records.add(last);
    }
    return records;
  }

  private static Audit read(Audit audit, List<AuditRecord> records) {
    records.forEach(record -> audit.accept("offset " + record.sequence(), record.value()));
    return audit;
  }

  private static List<Long> sequences(AuditPage page) {
    return page.records().stream().map(AuditPage.Entry::sequence).toList();
  }

  @Test
  void givesPagesFromTheNewestToTheOldest() {
    List<AuditRecord> records = records(7);
    AuditPage first = read(new Audit(ALL, 3, null), records).page();
    AuditPage second = read(new Audit(before(first), 3, null), records).page();
    AuditPage third = read(new Audit(before(second), 3, null), records).page();

    assertThat(sequences(first)).containsExactly(7L, 6L, 5L);
    assertThat(sequences(second)).containsExactly(4L, 3L, 2L);
    assertThat(sequences(third)).containsExactly(1L);
    assertThat(third.next()).isNull();
    assertThat(first.chain().isWhole()).isTrue();
    assertThat(first.chain().records()).isEqualTo(7);
  }

  private static Audit.Filter before(AuditPage page) {
    long next = java.util.Objects.requireNonNull(page.next());
    return new Audit.Filter("", "", "", null, null, next);
  }

  @Test
  void findsByTimeSubjectActorAndAction() {
    List<AuditRecord> records = records(9);

    assertThat(
            sequences(
                read(
                        new Audit(
                            new Audit.Filter(
                                "urn:weft:a",
                                "petra",
                                "pause",
                                NOON.plusSeconds(2),
                                NOON.plusSeconds(9),
                                Long.MAX_VALUE),
                            10,
                            null),
                        records)
                    .page()))
        .containsExactly(6L);
  }

  @Test
  void saysWhereTheLogWasAltered() {
    List<AuditRecord> records = records(4);
    var audit = new Audit(ALL, 10, null);
    for (AuditRecord record : records) {
      String text = new String(record.value(), StandardCharsets.UTF_8);
      audit.accept(
          "offset " + record.sequence(),
          (record.sequence() == 3 ? text.replace("Done.", "Gone.") : text)
              .getBytes(StandardCharsets.UTF_8));
    }

    assertThat(audit.chain().isWhole()).isFalse();
    assertThat(audit.chain().breach()).contains("offset 3", "was altered");
  }

  @Test
  void findsThatNewerRecordsWereCutOff() {
    List<AuditRecord> records = records(4);
    String newest = records.getLast().hash();

    Audit cut = read(new Audit(ALL, 1, newest), records.subList(0, 3));

    assertThat(cut.chain().breach()).contains("cut off");
    assertThat(read(new Audit(ALL, 1, newest), records).chain().isWhole()).isTrue();
  }

  @Test
  void refusesWhatItCannotUnderstand() {
    assertThatThrownBy(() -> new Audit(ALL, 0, null)).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> new Audit(ALL, 1, "abc")).hasMessageContaining("64 digits");
    assertThatThrownBy(() -> Audit.moment("from", "yesterday")).hasMessageContaining("from");
  }
}
