// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The words of the mesh, and what somebody may have meant by a word that is none of them.
@ApplicationScoped
class Vocabulary {

  private static final int SHORTEST_CORRECTED = 4;
  private static final int TWO_MISTAKES_FROM = 6;
  private static final int CANDIDATES = 20;

  private static final String KNOWN =
      """
      select w.word, l.stem, exists (select 1 from catalog.vocabulary v where v.stem = l.stem)
      from unnest(?) with ordinality w(word, place)
      left join lateral (select (tsvector_to_array(to_tsvector('english', w.word)))[1] stem) l on true
      order by w.place
      """;
  private static final String PREFIX =
      """
      select exists (
        select 1 from catalog.vocabulary
        where word collate "C" >= ? and word collate "C" < ?)
      """;
  private static final String NEAREST =
      """
      select word, stem from catalog.vocabulary order by word <-> ? limit ?
      """;
  private static final String OCCURS =
      "select exists (select 1 from catalog.product_text where search @@ ?::tsquery)";

  /// A word of a question.
  ///
  /// @param word as asked
  /// @param stem as the index has it; null for words that say nothing, such as `the`
  /// @param isPrefix whether only its beginning is known
  /// @param replacement the word that is searched for instead
  record Term(String word, @Nullable String stem, boolean isPrefix, @Nullable String replacement) {}

  /// What the words of a question are in the index, mistakes corrected.
  List<Term> terms(Connection connection, List<String> words) throws SQLException {
    List<Term> terms = new ArrayList<>();
    List<Term> unknown = new ArrayList<>();
    Array array = connection.createArrayOf("text", words.toArray());
    try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
      statement.setArray(1, array);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Term term = new Term(rows.getString(1), rows.getString(2), false, null);
          terms.add(term);
          if (term.stem != null && !rows.getBoolean(3)) {
            unknown.add(term);
          }
        }
      }
    }
    for (Term term : unknown) {
      terms.set(terms.indexOf(term), guess(connection, term));
    }
    return terms;
  }

  private static Term guess(Connection connection, Term term) throws SQLException {
    String word = term.word;
    if (isPrefix(connection, word)) {
      return new Term(word, word, true, null);
    }
    if (word.length() < SHORTEST_CORRECTED) {
      return term;
    }
    return nearest(connection, word)
        .map(near -> new Term(word, near.stem, false, near.word))
        .orElse(term);
  }

  private static boolean isPrefix(Connection connection, String word) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PREFIX)) {
      statement.setString(1, word);
      statement.setString(2, Prefixes.after(word));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static Optional<Term> nearest(Connection connection, String word) throws SQLException {
    int most = word.length() < TWO_MISTAKES_FROM ? 1 : 2;
    List<List<Term>> nearest =
        Stream.generate(() -> (List<Term>) new ArrayList<Term>()).limit(most + 1L).toList();
    try (PreparedStatement statement = connection.prepareStatement(NEAREST)) {
      statement.setString(1, word);
      statement.setInt(2, CANDIDATES);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          int mistakes = Mistakes.between(word, rows.getString(1), most);
          if (mistakes <= most) {
            nearest.get(mistakes).add(new Term(rows.getString(1), rows.getString(2), false, null));
          }
        }
      }
    }
    for (Term near : nearest.stream().flatMap(List::stream).toList()) {
      if (occurs(connection, String.valueOf(near.stem))) {
        return Optional.of(near);
      }
    }
    return Optional.empty();
  }

  /// Words of products that are gone stay in the vocabulary.
  private static boolean occurs(Connection connection, String stem) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OCCURS)) {
      statement.setString(1, Selection.quoted(stem));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
