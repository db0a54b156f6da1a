// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import dev.weft.catalog.search.Columns.Row;
import dev.weft.catalog.view.Page;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Which hits come first.
final class Orders {

  /// The rank of a product whose words stand only where they weigh nothing.
  private static final double LEAST = 1e-20;

  private static final Comparator<Row> BY_URN = Comparator.comparing(Row::urn);

  static final Comparator<Row> BY_TITLE = Comparator.comparing(Row::title).thenComparing(BY_URN);
  static final Comparator<Row> LATEST =
      Comparator.comparingLong(Row::updatedMicros).reversed().thenComparing(BY_URN);
  static final Comparator<Row> MOST_USED =
      Comparator.comparingInt(Row::consumers).reversed().thenComparing(LATEST);

  private Orders() {}

  /// Those that fit the words best, by the rank of each product's number; among equals the most
  /// used.
  static Comparator<Row> byRank(Map<Integer, Double> ranks) {
    return Comparator.<Row>comparingDouble(
            row -> -Math.max(LEAST, ranks.getOrDefault(row.number(), LEAST)) * row.standing())
        .thenComparing(MOST_USED);
  }

  /// The URNs of one page.
  static List<String> page(BitSet found, Columns columns, Comparator<Row> order, Page page) {
    int end = Math.toIntExact(page.offset() + page.size());
    return columns.first(found, order, end).stream().skip(page.offset()).map(Row::urn).toList();
  }
}
