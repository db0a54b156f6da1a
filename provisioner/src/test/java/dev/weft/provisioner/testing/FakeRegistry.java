// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.RegistryDriver;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A schema registry in memory that fails on demand. It compares contents by their texts.
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
    Map<String, String> refusals = new LinkedHashMap<>();
    for (PlannedChange planned : changes) {
      for (Fault fault : faults) {
        if (fault.isKnownBefore() && fault.which().test(planned)) {
          refusals.put(planned.id(), fault.words());
        }
      }
      String missing = missing(planned.change());
      if (missing != null) {
        refusals.put(planned.id(), missing);
      }
    }
    return refusals;
  }

  @Override
  public void apply(List<PlannedChange> changes, BiConsumer<PlannedChange, Outcome> report) {
    for (PlannedChange planned : changes) {
      if (changesToLive <= 0) {
        throw new FakeCrash("died before " + planned.id());
      }
      report.accept(planned, outcome(planned));
    }
  }

  private Outcome outcome(PlannedChange planned) {
    for (Fault fault : faults) {
      if (fault.which().test(planned)) {
        return new Outcome.Failed(Outcome.Kind.PERMANENT, fault.words());
      }
    }
    String missing = missing(planned.change());
    if (missing != null) {
      return new Outcome.Failed(Outcome.Kind.PERMANENT, missing);
    }
    make(planned.change());
    made.add(planned);
    changesToLive--;
    if (changesToLive == 0) {
      throw new FakeCrash("died after " + planned.id());
    }
    return new Outcome.Applied();
  }

  private @Nullable String missing(Change change) {
    if (change instanceof Change.RegisterSchema register) {
      for (Desired.Schema.Reference reference : register.schema().references()) {
        if (!artifacts.containsKey(reference.artifact())) {
          return "There is no artifact " + reference.artifact().text() + ".";
        }
      }
    }
    return null;
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

  private void register(Desired.Schema schema) {
    List<RegistrySnapshot.Reference> references =
        schema.references().stream()
            .map(reference ->
                new RegistrySnapshot.Reference(
                    reference.name(),
                    reference.artifact(),
                    String.valueOf(versions(reference.artifact()))))
            .toList();
    artifacts
        .computeIfAbsent(schema.key(), _ -> new Stored(schema.format()))
        .versions
        .add(new Version(++nextGlobalId, schema.content(), schema.canonical(), references));
  }

  @Override
  public void close() {
    // Holds nothing: the same fake stands for the registry after a crash, too.
  }
}
