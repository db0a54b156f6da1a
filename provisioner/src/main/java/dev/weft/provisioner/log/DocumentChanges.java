// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.Measurement;
import dev.weft.model.event.StatusDocument;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What to write to the documents in the log.
///
/// @param catalog documents to put
/// @param catalogGone keys to remove
/// @param status documents to put
/// @param statusGone keys to remove
/// @param measurements to append
public record DocumentChanges(
    List<CatalogDocument> catalog,
    SortedSet<String> catalogGone,
    List<StatusDocument> status,
    SortedSet<String> statusGone,
    List<Measurement> measurements) {

  /// Nothing to write.
  public static final DocumentChanges NONE =
      new DocumentChanges(List.of(), new TreeSet<>(), List.of(), new TreeSet<>(), List.of());

  public DocumentChanges {
    catalog = List.copyOf(catalog);
    status = List.copyOf(status);
    measurements = List.copyOf(measurements);
  }

  /// Status documents to put, and nothing else.
  public static DocumentChanges ofStatus(List<StatusDocument> status) {
    return new DocumentChanges(List.of(), new TreeSet<>(), status, new TreeSet<>(), List.of());
  }

  /// Measurements to append, and nothing else.
  public static DocumentChanges ofMeasurements(List<? extends Measurement> measurements) {
    return new DocumentChanges(
        List.of(), new TreeSet<>(), List.of(), new TreeSet<>(), List.copyOf(measurements));
  }

  /// Whether there is nothing to write.
  public boolean isEmpty() {
    return size() == 0;
  }

  /// How many records it is.
  public int size() {
    return catalog.size()
        + catalogGone.size()
        + status.size()
        + statusGone.size()
        + measurements.size();
  }
}
