// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import dev.weft.catalog.search.Columns.Row;
import dev.weft.catalog.view.Page;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Which hits come first.
final class Orders {

  private static final Comparator<Row> BY_URN = Comparator.comparing(Row::urn);

  static final Comparator<Row> BY_TITLE = Comparator.comparing(Row::title).thenComparing(BY_URN);
  static final Comparator<Row> LATEST =
      Comparator.comparingLong(Row::updatedMicros).reversed().thenComparing(BY_URN);
  static final Comparator<Row> MOST_USED =
      Comparator.comparingInt(Row::consumers).reversed().thenComparing(LATEST);

  /// Those that are in use before those that soon are not.
  private static final Comparator<Row> BY_STANDING =
      Comparator.comparingDouble(Row::standing).reversed().thenComparing(MOST_USED);

  private static final Comparator<Ranked> BEST =
      Comparator.comparingDouble(Ranked::score).reversed().thenComparing(Ranked::row, MOST_USED);

  private record Ranked(Row row, double score) {}

  private Orders() {}

  /// The URNs of one page.
  static List<String> page(BitSet found, Columns columns, Comparator<Row> order, Page page) {
    return cut(columns.first(found, order, end(page)), page);
  }

  /// The same, those first that fit the words best.
  ///
  /// @param ranks by number of product; others fit worst
  static List<String> ranked(BitSet found, Columns columns, Map<Integer, Double> ranks, Page page) {
    BitSet others = (BitSet) found.clone();
    List<Ranked> best = new ArrayList<>();
    ranks.forEach((number, rank) -> {
      if (found.get(number)) {
        others.clear(number);
        Row row = columns.row(number);
        best.add(new Ranked(row, rank * row.standing()));
      }
    });
    best.sort(BEST);
    List<Row> rows = new ArrayList<>(best.stream().map(Ranked::row).limit(end(page)).toList());
    if (rows.size() < end(page)) {
      rows.addAll(columns.first(others, BY_STANDING, end(page) - rows.size()));
    }
    return cut(rows, page);
  }

  private static int end(Page page) {
    return Math.toIntExact(page.offset() + page.size());
  }

  private static List<String> cut(List<Row> rows, Page page) {
    return rows.stream().skip(page.offset()).map(Row::urn).toList();
  }
}
