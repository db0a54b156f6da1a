// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.changes;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What has changed lately, and whoever listens to it.
///
/// Numbers of events go on growing over restarts, since they begin with the time of the start; a
/// listener that names an event which is not remembered any more is told to begin anew.
@ApplicationScoped
public class ChangeFeed {

  private static final int REMEMBERED = 2_000;
  private static final int STEPS_PER_MILLISECOND = 1_000;

  private final Clock clock;
  private final Deque<ChangeEvent> recent = new ArrayDeque<>();
  private final Set<MultiEmitter<? super ChangeEvent>> listeners = ConcurrentHashMap.newKeySet();
  private long forgotten;
  private long last;

  ChangeFeed(Clock clock) {
    this.clock = clock;
    this.last = clock.millis() * STEPS_PER_MILLISECOND;
    this.forgotten = last;
  }

  /// Tells everybody who listens.
  ///
  /// @param type see [ChangeEvent#type]
  /// @param subject which one
  public synchronized void publish(String type, String subject) {
    ChangeEvent event = new ChangeEvent(++last, type, subject, clock.instant());
    recent.addLast(event);
    if (recent.size() > REMEMBERED) {
      forgotten = recent.removeFirst().id();
    }
    for (MultiEmitter<? super ChangeEvent> listener : listeners) {
      listener.emit(event);
    }
  }

  /// Everything after an event, then whatever comes.
  ///
  /// @param after the last event that the listener has seen; negative for none
  Multi<ChangeEvent> since(long after) {
    return Multi.createFrom()
        .emitter(
            emitter -> {
              emitter.onTermination(() -> listeners.remove(emitter));
              listen(emitter, after);
            },
            BackPressureStrategy.BUFFER);
  }

  private synchronized void listen(MultiEmitter<? super ChangeEvent> emitter, long after) {
    if (after >= 0 && (after < forgotten || after > last)) {
      emitter.emit(new ChangeEvent(last, ChangeEvent.RESET, "", clock.instant()));
    } else if (after >= 0) {
      List<ChangeEvent> missed = new ArrayList<>(recent);
      missed.stream().filter(event -> event.id() > after).forEach(emitter::emit);
    }
    listeners.add(emitter);
  }
}
