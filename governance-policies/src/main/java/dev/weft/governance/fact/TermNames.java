// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/// Which names of fields look like which term.
public final class TermNames {

  /// A term is about a value; a record with the name of one holds more.
  private static final Set<String> STRUCTURES = Set.of("record", "array", "map", "union");

  private final Map<String, String> terms = new HashMap<>();

  /// @param synonyms of each term, by its name
  public TermNames(SortedMap<String, List<String>> synonyms) {
    // A name of a term beats a synonym of another.
    synonyms.keySet().forEach(name -> terms.putIfAbsent(Spelling.plain(name), name));
    synonyms.forEach(
        (name, others) -> others.forEach(other -> terms.putIfAbsent(Spelling.plain(other), name)));
  }

  /// The term that a field of a name and type looks like; empty when it looks like none.
  ///
  /// @param plain the name as [Spelling#plain(String)] has it
  public String resembling(String plain, String type) {
    return STRUCTURES.contains(type) ? "" : terms.getOrDefault(plain, "");
  }
}
