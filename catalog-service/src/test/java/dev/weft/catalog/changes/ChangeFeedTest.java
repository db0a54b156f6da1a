// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeFeedTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  /// As many as are remembered, and one that pushes the first out.
  private static final int TOO_MANY = 2_001;

  private final ChangeFeed feed = new ChangeFeed(Clock.fixed(START, ZoneOffset.UTC));

  @Test
  void repeatsWhatAListenerHasMissedAndGoesOn() {
    List<ChangeEvent> first = listen(-1);
    feed.publish("product", "a");
    feed.publish("product", "b");
    feed.publish("product", "c");

    List<ChangeEvent> second = listen(first.getFirst().id());
    feed.publish("product", "d");

    assertThat(first).extracting(ChangeEvent::subject).containsExactly("a", "b", "c", "d");
    assertThat(second).extracting(ChangeEvent::subject).containsExactly("b", "c", "d");
  }

  @Test
  void beginsAnewWhenTheLastEventIsForgotten() {
    List<ChangeEvent> all = listen(-1);
    for (int i = 0; i < TOO_MANY; i++) {
      feed.publish("product", "p" + i);
    }
    feed.publish("product", "last");

    List<ChangeEvent> tooOld = listen(all.getFirst().id());
    List<ChangeEvent> oldestKnown = listen(all.get(1).id());

    assertThat(tooOld).extracting(ChangeEvent::type).containsExactly(ChangeEvent.RESET);
    assertThat(tooOld.getFirst().id()).isEqualTo(all.getLast().id());
    assertThat(oldestKnown).hasSize(TOO_MANY - 1).doesNotContain(tooOld.getFirst());
  }

  @Test
  void beginsAnewForEventsOfAnEarlierOrALaterLife() {
    feed.publish("product", "a");

    assertThat(listen(0)).extracting(ChangeEvent::type).containsExactly(ChangeEvent.RESET);
    assertThat(listen(Long.MAX_VALUE))
        .extracting(ChangeEvent::type)
        .containsExactly(ChangeEvent.RESET);
  }

  @Test
  void numbersGoOnGrowingOverARestart() {
    List<ChangeEvent> before = listen(-1);
    feed.publish("product", "a");
    var restarted = new ChangeFeed(Clock.fixed(START.plusMillis(1), ZoneOffset.UTC));
    List<ChangeEvent> after = new ArrayList<>();
    var _ = restarted.since(-1).subscribe().with(after::add);
    restarted.publish("product", "b");

    assertThat(after.getFirst().id()).isGreaterThan(before.getFirst().id());
  }

  private List<ChangeEvent> listen(long after) {
    List<ChangeEvent> heard = new ArrayList<>();
    var _ = feed.since(after).subscribe().with(heard::add);
    return heard;
  }
}
