// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.driver;

import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A schema registry.
public interface RegistryDriver extends AutoCloseable {

  /// Reads artifacts with their newest version, references and rule.
  ///
  /// @param groups groups to list; whatever artifact stands in them is read
  /// @throws ObservationException when any part could not be read in full
  RegistrySnapshot observe(Set<String> groups);

  /// Reads single artifacts and says which do not exist by leaving them out.
  ///
  /// @throws ObservationException when any could not be read
  RegistrySnapshot observeArtifacts(Set<ResourceKey.Artifact> artifacts);

  /// Asks the registry about changes without making them (dry run).
  ///
  /// @return its refusals by change id, in its words
  Map<String, String> validate(List<PlannedChange> changes);

  /// Makes the changes, leaf references first, one writer per artifact, and reads them back. Never
  /// throws for a failure of an item.
  ///
  /// @param report called once for every change, as soon as its outcome is known
  void apply(List<PlannedChange> changes, Reporter report);

  @Override
  void close();
}
