// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.StatusDocument;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The documents in the log.
///
/// @param catalog by key
/// @param status by key
public record Documents(
    SortedMap<String, CatalogDocument> catalog, SortedMap<String, StatusDocument> status) {

  /// None at all.
  public static final Documents NONE = new Documents(new TreeMap<>(), new TreeMap<>());

  public Documents {
    catalog = Collections.unmodifiableSortedMap(new TreeMap<>(catalog));
    status = Collections.unmodifiableSortedMap(new TreeMap<>(status));
  }
}
