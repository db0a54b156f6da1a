// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.log.ControlPlaneLog.Result;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.Setback;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps what became of each change, in memory and in the log. Lanes share it; every method is one
/// at a time, because the log has a single writer.
final class Recorder {

  private final ControlPlaneLog.Run run;
  private final InventoryBook book;
  private final RunListener listener;
  private final int total;
  private final Map<String, Outcome> outcomes = new HashMap<>();

  Recorder(ControlPlaneLog.Run run, InventoryBook book, RunListener listener, int total) {
    this.run = run;
    this.book = book;
    this.listener = listener;
    this.total = total;
  }

  synchronized void intend(List<PlannedChange> changes) {
    run.intend(changes);
  }

  /// What drivers are given.
  Reporter reporter() {
    return new Reporter() {
      @Override
      public void accept(PlannedChange planned, Outcome outcome) {
        outcome(planned, outcome);
      }

      // Not while the recorder is held: the log may take its time, and others report meanwhile.
      @Override
      public void requireTurn() {
        run.requireTurn();
      }
    };
  }

  /// The first outcome of a change stays.
  synchronized void outcome(PlannedChange planned, Outcome outcome) {
    if (outcomes.putIfAbsent(planned.id(), outcome) == null) {
      listener.finished(planned, outcome, outcomes.size(), total);
    }
  }

  synchronized @Nullable Outcome outcome(String id) {
    return outcomes.get(id);
  }

  synchronized boolean isStopWanted() {
    return listener.shouldStop();
  }

  /// Writes the outcomes of changes that were tried, with the inventory entries that follow.
  ///
  /// @param topicIds ids of topics that were just made, by name
  synchronized void record(List<PlannedChange> tried, Map<String, String> topicIds) {
    var results = new ArrayList<Result>();
    var lines = new ArrayList<ControlPlaneLog.AuditLine>();
    Map<ResourceKey, PlannedChange> entered = new LinkedHashMap<>();
    for (PlannedChange planned : tried) {
      Outcome outcome = outcomes.get(planned.id());
      if (outcome == null) {
        throw new IllegalStateException("no outcome is known of " + planned.id());
      }
      results.add(new Result(planned, outcome));
      lines.add(line(planned, outcome, book.entry(planned.change().resource())));
      if (outcome.isSuccess()) {
        book.enter(planned, topicIds);
        entered.put(planned.change().resource(), planned);
      }
    }
    var owned = new ArrayList<Inventory.Entry>();
    var gone = new ArrayList<ResourceKey>();
    for (ResourceKey key : entered.keySet()) {
      Inventory.Entry entry = book.entry(key);
      if (entry == null) {
        gone.add(key);
      } else {
        owned.add(entry);
      }
    }
    run.record(results, owned, gone, lines);
  }

  /// What somebody else had changed is told with what is known about that.
  ///
  /// @param before the resource in the inventory before the change
  private static ControlPlaneLog.AuditLine line(
      PlannedChange planned, Outcome outcome, Inventory.@Nullable Entry before) {
    String subject = planned.change().resource().text();
    String detail = planned.id() + " " + words(outcome);
    return before != null && Setback.isOne(planned.change(), before)
        ? new ControlPlaneLog.AuditLine(
            "heal",
            subject,
            "%s. %s %s"
                .formatted(detail, planned.reason(), String.join("; ", planned.evidence()))
                .strip())
        : new ControlPlaneLog.AuditLine("change", subject, detail);
  }

  private static String words(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied _ -> "applied";
      case Outcome.Unchanged _ -> "was so already";
      case Outcome.Refused refused -> "refused: " + refused.message();
      case Outcome.Failed failed -> "failed: " + failed.message();
      case Outcome.Skipped skipped -> "skipped: " + skipped.because();
      case Outcome.Unknown unknown -> "unknown: " + unknown.message();
    };
  }
}
