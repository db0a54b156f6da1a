// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.driver;

import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.LinkSnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/// Whatever copies topics to one cluster. The mirrored topic is the unit; how topics are put
/// together to connectors or links is the driver's business.
public interface LinkDriver extends AutoCloseable {

  /// The cluster that receives, by the name manifests use.
  String target();

  /// Whether the link itself makes the topic on the target and keeps its shape and configs like the
  /// source's. Otherwise the topic is made before, like any other, and the link only fills it.
  boolean makesTopics();

  /// Reads everything that is mirrored to the target, in one go.
  ///
  /// @throws ObservationException when any part could not be read in full
  LinkSnapshot observe();

  /// Asks about changes without making them: whether a mirror can begin without doubling records
  /// that the topic on the target holds already.
  ///
  /// @return refusals by change id; accepted changes, and those that cannot be asked about, are
  ///   absent
  /// @throws ObservationException when the question could not be answered
  Map<String, String> validate(List<PlannedChange> changes);

  /// Makes the changes and reads them back: a mirror counts as made once records are copied, as far
  /// as the server tells. Never throws for a failure of an item.
  ///
  /// @param report called once for every change, as soon as its outcome is known
  void apply(List<PlannedChange> changes, Reporter report);

  /// Measures how far mirrors are behind.
  ///
  /// @return records of the source that are not copied yet; mirrors of which it cannot be told are
  ///   absent
  /// @throws ObservationException when it could not be measured
  SortedMap<ResourceKey.Mirror, Long> lag(Set<ResourceKey.Mirror> mirrors);

  @Override
  void close();
}
