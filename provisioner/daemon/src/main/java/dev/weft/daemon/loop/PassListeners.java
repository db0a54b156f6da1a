// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import dev.weft.git.Commit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Several listeners as one, in order.
public record PassListeners(List<PassListener> all) implements PassListener {

  public PassListeners {
    all = List.copyOf(all);
  }

  @Override
  public void saw(Commit commit, Instant at, boolean isUsable) {
    all.forEach(one -> one.saw(commit, at, isUsable));
  }

  @Override
  public void started(Trigger trigger) {
    all.forEach(one -> one.started(trigger));
  }

  @Override
  public void swept(Duration took) {
    all.forEach(one -> one.swept(took));
  }

  @Override
  public void finished(PassReport report, boolean hasMore) {
    all.forEach(one -> one.finished(report, hasMore));
  }

  @Override
  public void broke(RuntimeException error) {
    all.forEach(one -> one.broke(error));
  }

  @Override
  public void waiting(boolean isStandby, String problem) {
    all.forEach(one -> one.waiting(isStandby, problem));
  }

  @Override
  public void untold(String what, String problem) {
    all.forEach(one -> one.untold(what, problem));
  }

  @Override
  public void judged(String commit, String refusal) {
    all.forEach(one -> one.judged(commit, refusal));
  }
}
