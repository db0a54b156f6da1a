// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import dev.weft.provisioner.log.DocumentChanges;
import java.util.List;
import java.util.SortedMap;

/// What was written to the log.
///
/// @param written in the order of writing
/// @param unreadable why a cluster could not be looked at, by its name; what would have been said
///   of it is said the next time
public record PublishReport(List<DocumentChanges> written, SortedMap<String, String> unreadable) {

  public PublishReport {
    written = written.stream().filter(changes -> !changes.isEmpty()).toList();
  }

  /// Number of records written.
  public int size() {
    return written.stream().mapToInt(DocumentChanges::size).sum();
  }
}
