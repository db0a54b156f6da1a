// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.EventCodec;
import dev.weft.model.event.Measurement;
import dev.weft.model.event.StatusDocument;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.log.DocumentChanges;
import dev.weft.provisioner.log.Documents;
import dev.weft.provisioner.log.JournalRules;
import dev.weft.provisioner.log.WriterFencedException;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A control-plane log in memory, which survives the crash of the engine that writes it.
public final class FakeControlPlaneLog implements ControlPlaneLog {

  private final Map<ResourceKey, Inventory.Entry> entries = new TreeMap<>();
  private final Map<ResourceKey, Owner> pending = new TreeMap<>();
  private final Map<String, String> clusterIds = new TreeMap<>();
  private final List<Line> audit = new ArrayList<>();
  private final List<Result> results = new ArrayList<>();
  private final List<PlannedChange> intents = new ArrayList<>();
  private final Map<String, Step> open = new LinkedHashMap<>();
  private final List<Step> untold = new ArrayList<>();
  private final Map<String, CatalogDocument> catalog = new TreeMap<>();
  private final Map<String, StatusDocument> status = new TreeMap<>();
  private final List<Measurement> measurements = new ArrayList<>();
  private @Nullable String writer;
  private @Nullable String blindness;
  private int callsToLive = Integer.MAX_VALUE;
  private boolean tellsIntents = true;

  private record Step(String run, PlannedChange planned, boolean isTold) {

    ResourceKey resource() {
      return planned.change().resource();
    }

    boolean isCreation() {
      return JournalRules.isCreation(planned.change());
    }
  }

  /// A line of the audit log.
  public record Line(String run, String action, String subject, String detail) {}

  /// Every write call after so many more dies ([FakeCrash]) and writes nothing.
  public FakeControlPlaneLog dyingAfter(int calls) {
    callsToLive = calls;
    return this;
  }

  /// The journal keeps which resources are pending, and not what exactly.
  public FakeControlPlaneLog withoutIntents() {
    tellsIntents = false;
    return this;
  }

  /// Reading fails.
  public FakeControlPlaneLog blindedBy(String words) {
    blindness = words;
    return this;
  }

  /// No fault any more.
  public FakeControlPlaneLog healed() {
    callsToLive = Integer.MAX_VALUE;
    blindness = null;
    return this;
  }

  /// An entry that an earlier run left.
  public FakeControlPlaneLog withEntry(Inventory.Entry entry) {
    entries.put(entry.key(), entry);
    return this;
  }

  /// An intent that an earlier run did not finish.
  public FakeControlPlaneLog withPending(ResourceKey key, Owner owner) {
    pending.put(key, owner);
    return this;
  }

  /// Another run starts writing elsewhere, which fences the present one.
  public FakeControlPlaneLog withNewWriter(String run) {
    writer = run;
    return this;
  }

  /// The audit log, oldest first.
  public List<Line> audit() {
    return List.copyOf(audit);
  }

  /// Every result that was recorded, oldest first.
  public List<Result> results() {
    return List.copyOf(results);
  }

  /// Every intent that was recorded, oldest first.
  public List<PlannedChange> intents() {
    return List.copyOf(intents);
  }

  @Override
  public Inventory inventory() {
    String words = blindness;
    if (words != null) {
      throw new ObservationException("The control-plane log could not be read: " + words);
    }
    Map<ResourceKey, Owner> unknown = new TreeMap<>(pending);
    Map<ResourceKey, Inventory.Intent> pendingIntents = new TreeMap<>();
    for (Step step : open.values()) {
      if (step.isCreation()) {
        unknown.put(step.resource(), step.planned().owner());
        intend(pendingIntents, step.planned().change());
      }
    }
    return new Inventory(
        Map.copyOf(entries),
        Map.copyOf(unknown),
        Map.copyOf(clusterIds),
        tellsIntents ? Map.copyOf(pendingIntents) : Map.of());
  }

  private static void intend(Map<ResourceKey, Inventory.Intent> intents, Change change) {
    if (change instanceof Change.AddAcls(var key, var acls)) {
      intent(intents, key).acls().addAll(acls);
    } else if (change instanceof Change.AlterQuota(var key, var edits)) {
      intent(intents, key).keys().addAll(edits.keySet());
    }
  }

  private static Inventory.Intent intent(
      Map<ResourceKey, Inventory.Intent> intents, ResourceKey key) {
    return intents.computeIfAbsent(
        key, _ -> new Inventory.Intent(new TreeSet<>(), new TreeSet<>()));
  }

  @Override
  public Run begin(String run, String actor, String environment, String revision) {
    live();
    writer = run;
    open.values().removeIf(step -> !step.isCreation() && untold.add(step));
    for (Step step : untold) {
      String detail = "run %s began %s".formatted(step.run(), step.planned().id());
      audit.add(new Line(run, "interrupted", step.resource().text(), detail));
    }
    untold.clear();
    return new FakeRun(run);
  }

  @Override
  public Documents documents() {
    return new Documents(new TreeMap<>(catalog), new TreeMap<>(status));
  }

  @Override
  public DocumentChanges publish(String environment, Function<Documents, DocumentChanges> decide) {
    DocumentChanges changes = decide.apply(documents());
    if (changes.isEmpty()) {
      return DocumentChanges.NONE;
    }
    live();
    writer = "the publisher of " + environment;
    // What is read is what was written as text, as in Kafka.
    changes
        .catalog()
        .forEach(each ->
            catalog.put(each.key(), EventCodec.readCatalog(each.key(), EventCodec.write(each))));
    changes.catalogGone().forEach(catalog::remove);
    changes
        .status()
        .forEach(each ->
            status.put(each.key(), EventCodec.readStatus(each.key(), EventCodec.write(each))));
    changes.statusGone().forEach(status::remove);
    measurements.addAll(changes.measurements());
    return changes;
  }

  /// Every measurement, oldest first.
  public List<Measurement> measurements() {
    return List.copyOf(measurements);
  }

  @Override
  public void close() {
    // Holds nothing: the same fake stands for the log after a crash, too.
  }

  private void live() {
    if (callsToLive <= 0) {
      throw new FakeCrash("died before a write to the control-plane log");
    }
    callsToLive--;
  }

  private final class FakeRun implements Run {

    private final String run;

    FakeRun(String run) {
      this.run = run;
    }

    @Override
    public void intend(Collection<PlannedChange> changes) {
      write();
      for (PlannedChange planned : changes) {
        intents.add(planned);
        open.put(run + "/" + planned.id(), new Step(run, planned, false));
      }
    }

    @Override
    public void record(
        List<Result> news,
        List<Inventory.Entry> owned,
        List<ResourceKey> gone,
        List<AuditLine> lines) {
      write();
      for (Result result : news) {
        results.add(result);
        Step step = open.remove(run + "/" + result.change().id());
        if (JournalRules.settles(result.change().change(), result.outcome())) {
          settle(result.change().change().resource());
        } else if (step != null && step.isCreation() && !JournalRules.isFinal(result.outcome())) {
          open.put(run + "/" + result.change().id(), new Step(run, step.planned(), true));
        }
      }
      owned.forEach(entry -> entries.put(entry.key(), entry));
      gone.forEach(entries::remove);
      lines.forEach(line -> audit.add(new Line(run, line.action(), line.subject(), line.detail())));
    }

    private void settle(ResourceKey key) {
      pending.remove(key);
      open.values()
          .removeIf(step ->
              step.resource().equals(key)
                  && step.isCreation()
                  && (step.isTold() || untold.add(step)));
    }

    @Override
    public void audit(String action, String subject, String detail) {
      write();
      audit.add(new Line(run, action, subject, detail));
    }

    @Override
    public void bindCluster(String cluster, String clusterId) {
      write();
      clusterIds.put(cluster, clusterId);
    }

    @Override
    public void requireTurn() {
      requireWriter();
    }

    @Override
    public void close() {
      // Nothing is open: each call wrote all it had.
    }

    private void write() {
      live();
      requireWriter();
    }

    private void requireWriter() {
      if (!run.equals(writer)) {
        throw new WriterFencedException(
            "Run " + run + " is no longer the writer: another run has begun.");
      }
    }
  }
}
