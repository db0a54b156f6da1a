// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.RegistryDriver;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Apicurio Registry 3 over its native v3 REST API. Nothing here deletes anything: records in Kafka
/// need the versions they were written with.
public final class ApicurioRegistry implements RegistryDriver {

  /// Calls at a time; different artifacts only, each artifact has one writer.
  private static final int WIDTH = 12;

  private final RegistryApi api;
  private final Lanes lanes;
  private final ArtifactReader reader;

  /// A driver that connects when it is first asked something.
  public ApicurioRegistry(RegistryAccess access, Clock clock) {
    this(access, clock, RetryPolicy.DEFAULT);
  }

  ApicurioRegistry(RegistryAccess access, Clock clock, RetryPolicy retries) {
    this.api = new RegistryApi(new RegistryHttp(access, retries, clock));
    this.lanes = new Lanes(WIDTH);
    this.reader = new ArtifactReader(api, lanes);
  }

  @Override
  public RegistrySnapshot observe(Set<String> groups) {
    return observed(() -> {
      var keys = new LinkedHashSet<ResourceKey.Artifact>();
      lanes.map(new TreeSet<>(groups), api::artifacts).forEach(keys::addAll);
      return reader.read(keys);
    });
  }

  @Override
  public RegistrySnapshot observeArtifacts(Set<ResourceKey.Artifact> artifacts) {
    return observed(() -> reader.read(new TreeSet<>(artifacts)));
  }

  /// {@inheritDoc}
  ///
  /// A dry run needs only the right to read, so the right to write is asked about on its own. What
  /// the registry cannot be asked about is in [#unverified]; of that, only the syntax is checked
  /// here.
  @Override
  public Map<String, String> validate(List<PlannedChange> changes) {
    return observed(() -> new DryRun(api, lanes, changes).refusals());
  }

  /// Why the registry cannot be asked about a change before it is made, by change id: the rule of
  /// its first version is not there yet, a schema it refers to changes in the same run, or its rule
  /// does.
  ///
  /// @throws ObservationException when the registry could not be read
  public Map<String, String> unverified(List<PlannedChange> changes) {
    return observed(() -> new DryRun(api, lanes, changes).unverified());
  }

  @Override
  public void apply(List<PlannedChange> changes, Reporter report) {
    new SchemaRun(api, lanes, new SchemaWriter(api, reader), report).apply(changes);
  }

  /// Finds the ids that serializers need for schemas that are registered.
  ///
  /// @throws ObservationException when the registry could not be read
  public Map<ResourceKey.Artifact, SchemaIds> schemaIds(Set<ResourceKey.Artifact> artifacts) {
    return observed(() -> reader.ids(new TreeSet<>(artifacts)));
  }

  /// Names of all groups; the default group, which always exists, included.
  ///
  /// @throws ObservationException when the registry could not be read
  public Set<String> groups() {
    return observed(() -> {
      var groups = new TreeSet<>(api.groups());
      groups.add("default");
      return groups;
    });
  }

  /// Ids of an artifact's newest version.
  ///
  /// @param contentId what Apicurio's serializers write by default
  /// @param canonical the version's canonical text
  public record SchemaIds(
      String version, long globalId, long contentId, String content, String canonical) {}

  private static <T> T observed(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RegistryException e) {
      throw new ObservationException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    lanes.close();
    api.close();
  }
}
