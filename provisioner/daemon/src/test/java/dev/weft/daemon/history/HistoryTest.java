// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.daemon.loop.PassDetail;
import dev.weft.daemon.loop.PassReport;
import dev.weft.daemon.loop.Result;
import dev.weft.daemon.loop.Trigger;
import dev.weft.git.Commit;
import dev.weft.provisioner.engine.Reach;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.report.ChangeLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private static final Instant MERGED = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Commit COMMIT =
      new Commit("c".repeat(40), "Olivia", "o@example.org", MERGED, "Keep for longer");

  private final History history =
      new History(
          "dev",
          "start",
          Clock.fixed(MERGED, ZoneOffset.UTC),
          text -> text.replace("hunter2", "***"));

  @Test
  void tellsFromTheMergeToReadingBack() {
    history.saw(COMMIT, MERGED.plusMillis(400), true);
    history.finished(pass(Trigger.COMMIT, Result.SYNCED, changed("applied"), 600), false);

    List<Event> events = history.after(0, 10).events();

    assertThat(events).extracting(Event::type).containsExactly("seen", "changed", "pass");
    Event.ChangeEvent change = java.util.Objects.requireNonNull(events.get(1).change());
    assertThat(change.values()).containsExactly("retention.ms 1 → 2 ***");
    Event.Times times = java.util.Objects.requireNonNull(events.get(2).times());
    assertThat(times).isEqualTo(new Event.Times(200, 400L, 800L));
    assertThat(events.get(2).applied()).isEqualTo(1);
  }

  @Test
  void countsACommitThatNeedsSeveralPassesUntilItIsReal() {
    history.saw(COMMIT, MERGED, true);
    history.finished(pass(Trigger.COMMIT, Result.PARTIAL, changed("failed"), 600), true);
    history.finished(pass(Trigger.RETRY, Result.SYNCED, changed("applied"), 5_000), false);
    history.finished(pass(Trigger.REQUEST, Result.SYNCED, PassDetail.NONE, 9_000), false);

    List<Long> sinceSeen =
        history.after(0, 10).events().stream()
            .filter(event -> event.type().equals("pass"))
            .map(event -> java.util.Objects.requireNonNull(event.times()).sinceSeen())
            .map(each -> each == null ? -1 : each)
            .toList();

    assertThat(sinceSeen).containsExactly(-1L, 5_200L, -1L);
  }

  @Test
  void keepsQuietAboutLooksThatFindNothing() {
    history.finished(pass(Trigger.DRIFT, Result.SYNCED, PassDetail.NONE, 0), false);
    history.finished(pass(Trigger.DRIFT, Result.WAITING, changed("refused"), 0), false);

    assertThat(history.after(0, 10).events())
        .extracting(Event::type, Event::result)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("pass", "waiting"));
  }

  @Test
  void saysWhenACommitCannotBeUsed() {
    history.saw(COMMIT, MERGED, false);

    assertThat(history.after(0, 10).events().getFirst().message()).contains("stays in force");
  }

  @Test
  void wakesWhoWaitsForTheNextOne() throws Exception {
    history.saw(COMMIT, MERGED, true);
    Thread[] waiter = new Thread[1];
    CompletableFuture<Events> next = new CompletableFuture<>();
    waiter[0] =
        Thread.ofVirtual()
            .start(() -> {
              try {
                next.complete(history.await(1, 10, PATIENCE));
              } catch (InterruptedException e) {
                next.completeExceptionally(e);
              }
            });
    await().until(() -> waiter[0].getState() == Thread.State.TIMED_WAITING);

    history.waiting(true, "");

    assertThat(next.get().events()).extracting(Event::type).containsExactly("standby");
    assertThat(next.get().next()).isEqualTo(2);
  }

  @Test
  void remembersTheNewestOnly() {
    for (int i = 0; i < History.MOST + 10; i++) {
      history.saw(COMMIT, MERGED, true);
    }

    assertThat(history.after(0, History.MOST).events()).hasSize(History.MOST);
    assertThat(history.after(0, 3).events())
        .extracting(Event::sequence)
        .containsExactly(508L, 509L, 510L);
    assertThat(history.after(9_999, 3).events()).as("of a daemon before this one").hasSize(3);
  }

  private static PassDetail changed(String outcome) {
    var line =
        new ChangeLine(
            "change", "alter-config", "topic a on onprem", List.of("retention.ms 1 → 2 hunter2"));
    return new PassDetail(
        List.of(new PassDetail.Changed("urn:weft:a:b", line, outcome, "")),
        0,
        PassDetail.NONE.numbers());
  }

  private static PassReport pass(
      Trigger trigger, Result result, PassDetail detail, long afterMillis) {
    boolean isApplied =
        detail.changes().stream().anyMatch(change -> change.outcome().equals("applied"));
    return new PassReport(
        trigger,
        trigger == Trigger.COMMIT ? Reach.CHANGES : Reach.EVERYTHING,
        COMMIT,
        MERGED.plusMillis(afterMillis),
        Duration.ofMillis(200),
        result,
        "",
        new RunReport.Counts(isApplied ? 1 : 0, 0, 0, 0, 0, 0),
        List.of(),
        detail);
  }
}
