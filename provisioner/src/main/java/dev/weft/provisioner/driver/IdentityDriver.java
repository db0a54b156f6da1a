// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.driver;

import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.IdentitySnapshot;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.List;
import java.util.Map;

/// An identity provider, and the store that hands its secrets to applications. Secrets go from the
/// one to the other inside the driver; nothing that it returns or reports holds one.
public interface IdentityDriver extends AutoCloseable {

  /// Reads the clients of applications.
  ///
  /// @param clients which ones, with the applications that they are for
  /// @throws ObservationException when any part could not be read in full
  IdentitySnapshot observe(Map<ResourceKey.Client, Owner> clients);

  /// Makes the changes and reads them back. A secret is in the store before a change that has to do
  /// with it counts as applied. Never throws for a failure of an item.
  ///
  /// @param report called once for every change, as soon as its outcome is known
  void apply(List<PlannedChange> changes, Reporter report);

  @Override
  void close();
}
