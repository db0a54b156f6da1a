// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What searches filter by, count and sort by, of all products as they were at one moment. Products
/// are numbered from 0, with gaps, in the tables that they come from.
final class Columns {

  private static final String STATUS = FacetName.STATUS.token("");
  private static final int VALUES = 50;
  private static final int SORTED_AT_ONCE = 2_000;
  private static final Columns NONE = new Columns("", 0, new Row[0], List.of(), Map.of(), Map.of());
  private static final int[] NO_CODES = {};

  /// Which products the others of a facet would leave, and how many of them have which values.
  ///
  /// @param found numbers of the products that pass all filters
  /// @param counts of each facet, its own filter left aside
  record Choice(BitSet found, Counts counts) {}

  /// A product.
  ///
  /// @param standing by which factor its stage of life lowers its rank
  /// @param values codes of its facets' values
  record Row(
      int number,
      String urn,
      String title,
      int consumers,
      long updatedMicros,
      double standing,
      int[] values) {}

  private record Value(FacetName facet, String text, int code) {}

  private final String model;
  private final long revision;
  private final @Nullable Row[] rows;
  private final List<Value> values;
  private final Map<String, Value> valuesByToken;
  private final Map<Comparator<Row>, List<Row>> sortedBefore;
  private final Map<Comparator<Row>, List<Row>> sorted = new ConcurrentHashMap<>();

  /// The codes of all products one after the other, and where those of each begin: a count reads
  /// memory from one end to the other.
  private final int[] codes;

  private final int[] begins;
  private final int[] facets;
  private volatile @Nullable Choice everything;

  private Columns(
      String model,
      long revision,
      @Nullable Row[] rows,
      List<Value> values,
      Map<String, Value> valuesByToken,
      Map<Comparator<Row>, List<Row>> sortedBefore) {
    this.model = model;
    this.revision = revision;
    this.rows = rows;
    this.values = values;
    this.valuesByToken = valuesByToken;
    this.sortedBefore = sortedBefore;
    this.facets = values.stream().mapToInt(value -> bit(value.facet)).toArray();
    this.begins = new int[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      begins[i + 1] = begins[i] + codesOf(rows[i]).length;
    }
    this.codes = new int[begins[rows.length]];
    for (int i = 0; i < rows.length; i++) {
      int[] own = codesOf(rows[i]);
      System.arraycopy(own, 0, codes, begins[i], own.length);
    }
  }

  private static int[] codesOf(@Nullable Row row) {
    return row == null ? NO_CODES : row.values;
  }

  /// Nothing, of no tables.
  static Columns none() {
    return NONE;
  }

  /// The tables that the numbers belong to.
  String model() {
    return model;
  }

  /// The state of these tables.
  long revision() {
    return revision;
  }

  Row row(int number) {
    return Objects.requireNonNull(rows[number]);
  }

  /// Filters and counts.
  ///
  /// @param matching numbers of products; null for all of them
  Choice choose(@Nullable BitSet matching, Map<FacetName, Set<String>> filters) {
    if (matching != null || !filters.isEmpty()) {
      return count(matching, filters);
    }
    Choice known = everything;
    if (known == null) {
      known = count(null, filters);
      everything = known;
    }
    return known;
  }

  private Choice count(@Nullable BitSet matching, Map<FacetName, Set<String>> filters) {
    boolean[] isChosen = new boolean[values.size()];
    int wanted = 0;
    for (Map.Entry<FacetName, Set<String>> filter : filters.entrySet()) {
      wanted |= bit(filter.getKey());
      for (String text : filter.getValue()) {
        Value value = valuesByToken.get(filter.getKey().token(text));
        if (value != null) {
          isChosen[value.code] = true;
        }
      }
    }
    int[] counts = new int[values.size()];
    BitSet found = new BitSet(rows.length);
    for (int i = next(matching, 0); i >= 0 && i < rows.length; i = next(matching, i + 1)) {
      if (rows[i] == null) {
        continue;
      }
      int end = begins[i + 1];
      int missing = wanted;
      for (int at = begins[i]; missing != 0 && at < end; at++) {
        if (isChosen[codes[at]]) {
          missing &= ~facets[codes[at]];
        }
      }
      if (missing == 0) {
        found.set(i);
        for (int at = begins[i]; at < end; at++) {
          counts[codes[at]]++;
        }
      } else if (Integer.bitCount(missing) == 1) {
        // Only one facet keeps it out, and that one counts as if it were not there.
        for (int at = begins[i]; at < end; at++) {
          if (facets[codes[at]] == missing) {
            counts[codes[at]]++;
          }
        }
      }
    }
    return new Choice(found, new Counts(found.cardinality(), counted(counts, isChosen)));
  }

  /// The first products in an order.
  ///
  /// @param order the same object each time, since all products are sorted by it once
  List<Row> first(BitSet found, Comparator<Row> order, int most) {
    if (found.cardinality() <= SORTED_AT_ONCE) {
      return found.stream().mapToObj(this::row).sorted(order).limit(most).toList();
    }
    List<Row> first = new ArrayList<>();
    for (Row row : sorted.computeIfAbsent(order, this::sorted)) {
      if (first.size() == most) {
        break;
      }
      if (found.get(row.number)) {
        first.add(row);
      }
    }
    return first;
  }

  /// Begins with the order that there was before some products changed: then little is left to
  /// sort.
  private List<Row> sorted(Comparator<Row> order) {
    List<Row> all = new ArrayList<>();
    BitSet placed = new BitSet(rows.length);
    for (Row before : sortedBefore.getOrDefault(order, List.of())) {
      Row row = rows[before.number];
      if (row != null) {
        all.add(row);
        placed.set(row.number);
      }
    }
    for (Row row : rows) {
      if (row != null && !placed.get(row.number)) {
        all.add(row);
      }
    }
    all.sort(order);
    return all;
  }

  private Map<FacetName, Map<String, Long>> counted(int[] counts, boolean[] isChosen) {
    Map<FacetName, List<Value>> byFacet = new EnumMap<>(FacetName.class);
    for (Value value : values) {
      if (counts[value.code] > 0) {
        byFacet.computeIfAbsent(value.facet, _ -> new ArrayList<>()).add(value);
      }
    }
    Comparator<Value> order =
        Comparator.<Value>comparingInt(value -> -counts[value.code]).thenComparing(Value::text);
    Map<FacetName, Map<String, Long>> counted = new EnumMap<>(FacetName.class);
    byFacet.forEach((facet, all) -> {
      all.sort(order);
      Map<String, Long> shown = new LinkedHashMap<>();
      for (Value value : all) {
        if (shown.size() < VALUES || isChosen[value.code]) {
          shown.put(value.text, (long) counts[value.code]);
        }
      }
      counted.put(facet, shown);
    });
    return counted;
  }

  private static int next(@Nullable BitSet matching, int from) {
    return matching == null ? from : matching.nextSetBit(from);
  }

  private static int bit(FacetName facet) {
    return 1 << facet.ordinal();
  }

  /// Takes changes in; what it was made from stays as it is.
  static final class Builder {

    private @Nullable Row[] rows;
    private final List<Value> values;
    private final Map<String, Value> valuesByToken;
    private final Map<Comparator<Row>, List<Row>> sorted;

    Builder(Columns before) {
      rows = before.rows.clone();
      values = new ArrayList<>(before.values);
      valuesByToken = new HashMap<>(before.valuesByToken);
      sorted = before.sorted.isEmpty() ? before.sortedBefore : Map.copyOf(before.sorted);
    }

    /// Puts a product in, or in the place of what it was before.
    ///
    /// @param tokens see [FacetName#token]
    void put(
        int number, String urn, String title, int consumers, long updatedMicros, String[] tokens) {
      if (number >= rows.length) {
        rows = Arrays.copyOf(rows, Math.max(number + 1, rows.length + rows.length / 4));
      }
      int[] codes = Arrays.stream(tokens).mapToInt(this::code).distinct().toArray();
      rows[number] = new Row(number, urn, title, consumers, updatedMicros, standing(tokens), codes);
    }

    /// Takes products out.
    void remove(Set<String> urns) {
      if (urns.isEmpty()) {
        return;
      }
      for (int i = 0; i < rows.length; i++) {
        Row row = rows[i];
        if (row != null && urns.contains(row.urn)) {
          rows[i] = null;
        }
      }
    }

    Columns build(String model, long revision) {
      return new Columns(model, revision, rows, values, valuesByToken, sorted);
    }

    private static double standing(String[] tokens) {
      for (String token : tokens) {
        if (token.startsWith(STATUS)) {
          return switch (token.substring(STATUS.length())) {
            case "active" -> 1.0;
            case "deprecated" -> 0.5;
            case "retired" -> 0.2;
            default -> 0.8;
          };
        }
      }
      return 1.0;
    }

    private int code(String token) {
      Value known = valuesByToken.get(token);
      if (known != null) {
        return known.code;
      }
      int split = token.indexOf('=');
      FacetName facet = FacetName.of(token.substring(0, split));
      Value value = new Value(facet, token.substring(split + 1), values.size());
      values.add(value);
      valuesByToken.put(token, value);
      return value.code;
    }
  }
}
