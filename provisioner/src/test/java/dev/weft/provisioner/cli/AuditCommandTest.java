// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.log.AuditRecord;
import dev.weft.provisioner.log.ControlPlaneLog.AuditLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {

  @TempDir private Path directory;
  private Shell shell;
  private final List<AuditRecord> records = new ArrayList<>();

  @BeforeEach
  void threeRecords() {
    shell = new Shell(directory);
    append("ada", "plan", "orders/orders", "3 changes");
    append("grace", "approved", "orders/orders", "by digest „4f2a“");
    append("ada", "applied", "topic/onprem/orders.orders.orders.v1", "created");
    shell.backend.audit = records;
  }

  private void append(String actor, String action, String subject, String detail) {
    records.add(
        AuditRecord.after(
            records.isEmpty() ? null : records.getLast(),
            new AuditRecord.Author("r1", actor, "dev", "4f2a9c"),
            new AuditLine(action, subject, detail),
            Instant.parse("2026-11-21T09:00:00Z").plusSeconds(records.size())));
  }

  private byte[] copy() throws IOException {
    var lines = new ByteArrayOutputStream();
    for (AuditRecord record : records) {
      lines.write(record.value());
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  private Shell.Done verify(byte[] copy) throws IOException {
    Path file = Files.write(directory.resolve("copy.jsonl"), copy);
    return shell.run("audit", "verify", "--file", file.toString());
  }

  @Test
  void listsTheNewestLastAndOnlyWhatIsMeant() {
    Shell.Done all = shell.run("audit", "list", "--env", "dev", "--newest", "2");
    assertThat(all.code()).isZero();
    assertThat(all.out())
        .doesNotContain("3 changes")
        .containsSubsequence("approved orders/orders", "applied topic/onprem/orders");

    Shell.Done some = shell.run("audit", "list", "--env", "dev", "--about", "grace");
    assertThat(some.out()).contains("#2 by grace").doesNotContain("#1", "#3");
  }

  @Test
  void findsNothingWrongWithAWholeLog() throws IOException {
    Shell.Done live = shell.run("audit", "verify", "--env", "dev");
    assertThat(live.code()).isZero();
    assertThat(live.out()).contains("3 records").contains("#3 " + records.getLast().hash());

    assertThat(verify(copy()).code()).isZero();
  }

  @Test
  void writesACopyThatCanBeVerifiedElsewhere() throws IOException {
    Path file = directory.resolve("audit.jsonl");
    assertThat(shell.run("audit", "export", "--env", "dev", "--output", file.toString()).code())
        .isZero();
    assertThat(Files.readAllBytes(file)).isEqualTo(copy());

    Shell.Done again = shell.run("audit", "export", "--env", "dev", "--output", file.toString());
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("There is a file");
    assertThat(Files.readAllBytes(file)).isEqualTo(copy());
  }

  /// Every byte of a copy, one after the other: names, numbers, quotes and line ends, too.
  @Test
  void seesAnyByteThatWasAltered() throws IOException {
    byte[] whole = copy();
    for (int i = 0; i < whole.length - 1; i++) {
      byte[] altered = whole.clone();
      altered[i] ^= 1;
      Shell.Done done = verify(altered);
      assertThat(done.code()).as("byte %d: %s", i, done.out()).isEqualTo(1);
      assertThat(done.out()).contains("line ");
    }
  }

  @Test
  void seesARecordThatIsMissingOrInAnotherPlace() throws IOException {
    String[] lines = new String(copy(), UTF_8).split("(?<=\n)", -1);
    assertThat(verify((lines[0] + lines[2]).getBytes(UTF_8)).out())
        .contains("line 2: record 2 is missing");
    assertThat(verify((lines[1] + lines[0] + lines[2]).getBytes(UTF_8)).out())
        .contains("line 1: record 1 is missing");
    assertThat(verify((lines[0] + lines[0] + lines[1]).getBytes(UTF_8)).out())
        .contains("line 2: record 1 stands where record 2 should be");
  }

  @Test
  void seesThatTheNewestWereCutOffWhenItKnowsOne() throws IOException {
    byte[] whole = copy();
    byte[] cut = Arrays.copyOf(whole, records.get(0).value().length + 1);
    assertThat(verify(cut).code()).isZero();

    String known = records.getLast().hash();
    Shell.Done done =
        shell.run(
            "audit",
            "verify",
            "--file",
            directory.resolve("copy.jsonl").toString(),
            "--known",
            known);
    assertThat(done.code()).isEqualTo(1);
    assertThat(done.out()).contains("no record has the hash " + known);
    verify(whole);
    assertThat(shell.run("audit", "verify", "--env", "dev", "--known", known).code()).isZero();
  }

  @Test
  void answersInJson() throws IOException {
    Shell.Done check = shell.run("audit", "verify", "--env", "dev", "--format", "json");
    assertThat(check.out()).contains("\"whole\" : true", "\"breach\" : null");
    Shell.Done list = shell.run("audit", "list", "--env", "dev", "--format", "json");
    assertThat(list.out()).contains("\"sequence\" : 1", "\"actor\" : \"grace\"");
  }

  @Test
  void saysWhatToDoWhenThereIsNothingToRead() {
    shell.backend.audit = List.of();
    Shell.Done none = shell.run("audit", "verify", "--env", "dev");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("no audit log", "weft apply");
    assertThat(shell.run("audit", "verify", "--known", "abc").err()).contains("64 digits");
    assertThat(shell.run("audit", "verify", "--file", "nowhere.jsonl").err())
        .contains("nowhere.jsonl");
    assertThat(shell.run("audit").err()).contains("list, verify or export");
  }
}
