// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.RegistryDriver;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A schema registry in memory that fails on demand.
public final class FakeRegistry implements RegistryDriver {

  private final Map<ResourceKey.Artifact, Stored> artifacts = new TreeMap<>();
  private final List<PlannedChange> made = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private @Nullable String blindness;
  private int changesToLive = Integer.MAX_VALUE;
  private long nextGlobalId;
  private List<String> asked = List.of();

  private record Fault(Predicate<PlannedChange> which, String words, boolean isKnownBefore) {}

  private static final class Stored {
    private final SchemaFormat format;
    private final List<Version> versions = new ArrayList<>();
    private @Nullable Compatibility rule;

    Stored(SchemaFormat format) {
      this.format = format;
    }
  }

  private record Version(
      long globalId,
      String content,
      String canonical,
      List<RegistrySnapshot.Reference> references) {}

  /// Somebody registered a version.
  public FakeRegistry with(Desired.Schema schema) {
    register(schema);
    return this;
  }

  /// Somebody set a rule, or removed it with null.
  public FakeRegistry withRule(ResourceKey.Artifact key, @Nullable Compatibility rule) {
    stored(key).rule = rule;
    return this;
  }

  /// Somebody deleted an artifact.
  public FakeRegistry without(ResourceKey.Artifact key) {
    artifacts.remove(key);
    return this;
  }

  /// The registry refuses such changes, when asked and when told.
  public FakeRegistry refusing(Predicate<PlannedChange> which, String words) {
    faults.add(new Fault(which, words, true));
    return this;
  }

  /// Such changes fail when they are made, and only then.
  public FakeRegistry failing(Predicate<PlannedChange> which, String words) {
    faults.add(new Fault(which, words, false));
    return this;
  }

  /// Reading fails.
  public FakeRegistry blindedBy(String words) {
    blindness = words;
    return this;
  }

  /// The process dies ([FakeCrash]) right after so many more changes were made.
  public FakeRegistry dyingAfter(int changes) {
    changesToLive = changes;
    return this;
  }

  /// No fault any more.
  public FakeRegistry healed() {
    faults.clear();
    blindness = null;
    changesToLive = Integer.MAX_VALUE;
    return this;
  }

  /// Every change that took effect, in order.
  public List<PlannedChange> made() {
    return List.copyOf(made);
  }

  /// Ids of the changes it was last asked about.
  public List<String> asked() {
    return asked;
  }

  /// How many versions an artifact has.
  public int versions(ResourceKey.Artifact key) {
    Stored stored = artifacts.get(key);
    return stored == null ? 0 : stored.versions.size();
  }

  /// All that it holds.
  public RegistrySnapshot all() {
    var all = new HashMap<ResourceKey.Artifact, RegistrySnapshot.Artifact>();
    artifacts.forEach((key, stored) -> all.put(key, snapshot(stored)));
    return new RegistrySnapshot(all);
  }

  @Override
  public RegistrySnapshot observe(Set<String> groups) {
    return observe(key -> groups.contains(key.group()));
  }

  @Override
  public RegistrySnapshot observeArtifacts(Set<ResourceKey.Artifact> wanted) {
    return observe(wanted::contains);
  }

  private RegistrySnapshot observe(Predicate<ResourceKey.Artifact> which) {
    String words = blindness;
    if (words != null) {
      throw new ObservationException("The registry could not be read: " + words);
    }
    var seen = new HashMap<ResourceKey.Artifact, RegistrySnapshot.Artifact>();
    artifacts.forEach((key, stored) -> {
      if (which.test(key)) {
        seen.put(key, snapshot(stored));
      }
    });
    return new RegistrySnapshot(seen);
  }

  private RegistrySnapshot.Artifact snapshot(Stored stored) {
    Version newest = stored.versions.getLast();
    boolean isStale =
        newest.references().stream()
            .anyMatch(reference ->
                !reference.version().equals(String.valueOf(versions(reference.artifact()))));
    return new RegistrySnapshot.Artifact(
        stored.format,
        String.valueOf(stored.versions.size()),
        newest.globalId(),
        newest.content(),
        newest.canonical(),
        newest.references(),
        stored.rule,
        isStale);
  }

  @Override
  public Map<String, String> validate(List<PlannedChange> changes) {
    asked = changes.stream().map(PlannedChange::id).toList();
    Set<ResourceKey> registered = new HashSet<>();
    for (PlannedChange planned : changes) {
      if (planned.change() instanceof Change.RegisterSchema register) {
        registered.add(register.resource());
      }
    }
    Map<String, String> refusals = new LinkedHashMap<>();
    for (PlannedChange planned : changes) {
      String refusal = refusal(planned.change(), registered);
      for (Fault fault : faults) {
        if (fault.isKnownBefore() && fault.which().test(planned)) {
          refusal = fault.words();
        }
      }
      if (refusal != null) {
        refusals.put(planned.id(), refusal);
      }
    }
    return refusals;
  }

  /// What refers to something else comes after it, whatever the order of the list.
  @Override
  public void apply(List<PlannedChange> changes, Reporter report) {
    Map<PlannedChange, Outcome> done = new LinkedHashMap<>();
    while (done.size() < changes.size()) {
      PlannedChange next = null;
      for (PlannedChange planned : changes) {
        boolean isNext =
            next == null
                && !done.containsKey(planned)
                && done.keySet().containsAll(FakeOrder.needed(planned, changes));
        next = isNext ? planned : next;
      }
      if (next == null) {
        changes.stream()
            .filter(planned -> !done.containsKey(planned))
            .forEach(planned -> report.accept(planned, FakeOrder.stuck(planned, changes)));
        return;
      }
      Outcome outcome = outcome(next, FakeOrder.needed(next, changes), done);
      done.put(next, outcome);
      report.accept(next, outcome);
    }
  }

  private Outcome outcome(
      PlannedChange planned, Set<PlannedChange> needed, Map<PlannedChange, Outcome> done) {
    for (PlannedChange before : needed) {
      if (!Objects.requireNonNull(done.get(before)).isSuccess()) {
        return new Outcome.Skipped(before.id() + " failed");
      }
    }
    if (changesToLive <= 0) {
      throw new FakeCrash("died before " + planned.id());
    }
    return outcome(planned);
  }

  private Outcome outcome(PlannedChange planned) {
    for (Fault fault : faults) {
      if (fault.which().test(planned)) {
        return new Outcome.Failed(Outcome.Kind.PERMANENT, fault.words());
      }
    }
    Outcome standing = standing(planned.change());
    if (standing != null) {
      return standing;
    }
    String refusal = refusal(planned.change(), Set.of());
    if (refusal != null) {
      return new Outcome.Failed(Outcome.Kind.PERMANENT, refusal);
    }
    make(planned.change());
    made.add(planned);
    changesToLive--;
    if (changesToLive == 0) {
      throw new FakeCrash("died after " + planned.id());
    }
    return new Outcome.Applied();
  }

  /// What is so already, or is not as it was when the change was planned; null otherwise.
  private @Nullable Outcome standing(Change change) {
    if (change instanceof Change.SetCompatibility set) {
      Compatibility rule = stored(set.resource()).rule;
      if (set.to() == rule) {
        return new Outcome.Unchanged();
      }
      return set.from() == rule ? null : moved("its rule is now " + rule);
    }
    if (change instanceof Change.RegisterSchema register) {
      Stored stored = artifacts.get(register.resource());
      if (stored != null && isSame(stored.versions.getLast(), register.schema())) {
        return new Outcome.Unchanged();
      }
      String now = stored == null ? null : String.valueOf(stored.versions.size());
      return Objects.equals(now, register.from())
          ? null
          : moved("its newest version is now " + now);
    }
    return null;
  }

  private boolean isSame(Version newest, Desired.Schema schema) {
    return newest.canonical().equals(schema.canonical())
        && newest.references().equals(pinned(schema));
  }

  private static Outcome moved(String how) {
    return new Outcome.Refused("The world has moved since the plan: " + how + ".");
  }

  /// @param registered artifacts that the same plan registers, about which nobody can be asked yet
  private @Nullable String refusal(Change change, Set<ResourceKey> registered) {
    if (!(change instanceof Change.RegisterSchema register)) {
      return null;
    }
    Desired.Schema schema = register.schema();
    List<String> contents = new ArrayList<>();
    for (Desired.Schema.Reference reference : schema.references()) {
      if (registered.contains(reference.artifact())) {
        return null;
      }
      if (!artifacts.containsKey(reference.artifact())) {
        return "There is no artifact " + reference.artifact().text() + ".";
      }
      addContents(reference.artifact(), contents);
    }
    Stored stored = artifacts.get(register.resource());
    return FakeSchemaRules.refusal(
        schema,
        contents,
        stored == null ? List.of() : stored.versions.stream().map(Version::content).toList(),
        stored == null ? null : stored.rule);
  }

  /// The newest content of an artifact, after those it refers to.
  private void addContents(ResourceKey.Artifact key, List<String> contents) {
    Version newest = stored(key).versions.getLast();
    newest.references().forEach(reference -> addContents(reference.artifact(), contents));
    if (!contents.contains(newest.content())) {
      contents.add(newest.content());
    }
  }

  private void make(Change change) {
    if (change instanceof Change.RegisterSchema register) {
      register(register.schema());
      if (register.from() == null) {
        stored(register.resource()).rule = register.schema().compatibility();
      }
    } else if (change instanceof Change.SetCompatibility set) {
      stored(set.resource()).rule = set.to();
    } else {
      throw new IllegalArgumentException("not a change of a registry: " + change);
    }
  }

  private Stored stored(ResourceKey.Artifact key) {
    Stored stored = artifacts.get(key);
    if (stored == null) {
      throw new IllegalStateException("there is no artifact " + key.text());
    }
    return stored;
  }

  /// References with the versions that are the newest now; a missing one has version 0.
  private List<RegistrySnapshot.Reference> pinned(Desired.Schema schema) {
    return schema.references().stream()
        .map(reference ->
            new RegistrySnapshot.Reference(
                reference.name(),
                reference.artifact(),
                String.valueOf(versions(reference.artifact()))))
        .toList();
  }

  private void register(Desired.Schema schema) {
    artifacts
        .computeIfAbsent(schema.key(), _ -> new Stored(schema.format()))
        .versions
        .add(new Version(++nextGlobalId, schema.content(), schema.canonical(), pinned(schema)));
  }

  @Override
  public void close() {
    // Holds nothing: the same fake stands for the registry after a crash, too.
  }
}
