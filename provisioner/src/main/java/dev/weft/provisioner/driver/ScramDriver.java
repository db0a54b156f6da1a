// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.driver;

import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.ScramSnapshot;
import java.util.List;
import java.util.Map;

/// The SCRAM users of one cluster, and the store that hands their secrets to applications. Secrets
/// go to both inside the driver; nothing that it returns or reports holds one.
public interface ScramDriver extends AutoCloseable {

  /// Reads the users of applications.
  ///
  /// @param users which ones, with the applications that they are for
  /// @throws ObservationException when any part could not be read in full
  ScramSnapshot observe(Map<ResourceKey.ScramUser, Owner> users);

  /// Makes the changes and reads them back. A secret is in the store before a change that has to do
  /// with it counts as applied. Never throws for a failure of an item.
  ///
  /// @param report called once for every change, as soon as its outcome is known
  void apply(List<PlannedChange> changes, Reporter report);

  @Override
  void close();
}
