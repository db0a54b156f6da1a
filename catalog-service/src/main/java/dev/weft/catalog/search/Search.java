// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import dev.weft.catalog.http.DatabaseAway;
import dev.weft.catalog.search.Columns.Choice;
import dev.weft.catalog.search.Places.Place;
import dev.weft.catalog.search.SearchQueries.HitRow;
import dev.weft.catalog.search.SearchQueries.Matching;
import dev.weft.catalog.search.Vocabulary.Term;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Finds products.
@ApplicationScoped
public class Search {

  private static final String OF_DOMAIN =
      "select urn from catalog.product where domain = ? order by lower(title), urn";

  private static final int RANKED_IN_FULL = 1_000;
  private static final int MOST_SWAPS = 3;

  private final DataSource database;
  private final Vocabulary vocabulary;
  private final Stems stems;
  private final ColumnStore store;

  Search(DataSource database, Vocabulary vocabulary, Stems stems, ColumnStore store) {
    this.database = database;
    this.vocabulary = vocabulary;
    this.stems = stems;
    this.store = store;
  }

  /// One page of what a question finds, with ways to narrow it.
  SearchPage find(Question question) {
    try (Connection connection = database.getConnection()) {
      return new Run(connection, question).page();
    } catch (SQLException e) {
      throw new DatabaseAway(e);
    }
  }

  /// All products of a domain, by title.
  public List<Hit> ofDomain(String domain) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(OF_DOMAIN)) {
      statement.setString(1, domain);
      List<String> urns = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          urns.add(rows.getString(1));
        }
      }
      return SearchQueries.hits(connection, urns).stream().map(HitRow::hit).toList();
    } catch (SQLException e) {
      throw new DatabaseAway(e);
    }
  }

  private final class Run {

    private final Connection connection;
    private final Question question;
    private final List<Term> terms;
    private Columns columns;

    Run(Connection connection, Question question) throws SQLException {
      this.connection = connection;
      this.question = question;
      List<String> words = Words.of(question.text()).stream().distinct().toList();
      this.terms = words.isEmpty() ? List.of() : vocabulary.terms(connection, words);
      this.columns = store.current(connection);
    }

    SearchPage page() throws SQLException {
      String words = Selection.all(terms);
      if (words == null && !terms.isEmpty() && question.filters().isEmpty()) {
        // Nothing but words that say nothing.
        return answer(List.of(), Counts.none(), false);
      }
      Choice choice = choose(words);
      if (words != null && choice.counts().total() == 0) {
        // A question has words that no product has; some of them will do.
        words = Selection.any(terms);
        choice = choose(words);
      }
      List<String> urns = urns(choice.found(), words);
      return answer(urns, choice.counts(), words != null);
    }

    private Choice choose(@Nullable String words) throws SQLException {
      return columns.choose(words == null ? null : matching(words), question.filters());
    }

    /// The tables may be put in the place of others between two looks at them; numbers mean nothing
    /// in other ones.
    private BitSet matching(String words) throws SQLException {
      for (int i = 0; i < MOST_SWAPS; i++) {
        Matching matching = SearchQueries.matching(connection, words);
        if (matching.model().equals(columns.model())) {
          return matching.numbers();
        }
        columns = store.current(connection);
      }
      throw new SQLException("the read model was replaced %d times".formatted(MOST_SWAPS));
    }

    private List<String> urns(BitSet found, @Nullable String words) throws SQLException {
      return switch (question.order()) {
        case NAME -> Orders.page(found, columns, Orders.BY_TITLE, question.page());
        case UPDATED -> Orders.page(found, columns, Orders.LATEST, question.page());
        case RELEVANCE ->
            words == null
                ? Orders.page(found, columns, Orders.MOST_USED, question.page())
                : Orders.ranked(found, columns, ranks(found, words), question.page());
      };
    }

    private Map<Integer, Double> ranks(BitSet found, String words) throws SQLException {
      return found.cardinality() <= RANKED_IN_FULL
          ? SearchQueries.ranks(connection, words, found)
          : SearchQueries.ranksOfHeads(connection, words);
    }

    private SearchPage answer(List<String> urns, Counts counts, boolean hasWords)
        throws SQLException {
      return new SearchPage(
          question.text(),
          corrected(),
          counts.total(),
          question.page().number(),
          question.page().size(),
          hits(urns, hasWords),
          facets(counts));
    }

    private @Nullable String corrected() {
      if (terms.stream().allMatch(term -> term.replacement() == null)) {
        return null;
      }
      String corrected = question.text();
      for (Term term : terms) {
        if (term.replacement() != null) {
          corrected = corrected.replaceAll("(?iU)\\b" + term.word() + "\\b", term.replacement());
        }
      }
      return corrected;
    }

    private List<Hit> hits(List<String> urns, boolean hasWords) throws SQLException {
      List<HitRow> rows = SearchQueries.hits(connection, urns);
      if (!hasWords) {
        return rows.stream().map(HitRow::hit).toList();
      }
      List<List<Place>> places = rows.stream().map(row -> Places.split(row.places())).toList();
      Set<String> words = new LinkedHashSet<>();
      places.forEach(each -> each.forEach(place -> words.addAll(Words.of(place.text()))));
      Matches matches = Matches.of(terms, stems.of(connection, words));
      List<Hit> hits = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        hits.add(rows.get(i).hit().with(matches.in(places.get(i))));
      }
      return hits;
    }

    private List<Facet> facets(Counts counts) throws SQLException {
      Set<String> names = new LinkedHashSet<>();
      for (FacetName facet : FacetName.values()) {
        names.addAll(counts.of(facet).keySet());
        names.addAll(question.chosen(facet));
      }
      Labels labels = Labels.of(connection, names);
      return Arrays.stream(FacetName.values()).map(each -> facet(each, counts, labels)).toList();
    }

    private Facet facet(FacetName name, Counts counts, Labels labels) {
      List<Facet.FacetValue> values = new ArrayList<>();
      Set<String> chosen = new LinkedHashSet<>(question.chosen(name));
      counts
          .of(name)
          .forEach((value, count) ->
              values.add(
                  new Facet.FacetValue(
                      value, labels.of(name, value), count, chosen.remove(value))));
      for (String value : chosen) {
        values.add(new Facet.FacetValue(value, labels.of(name, value), 0, true));
      }
      return new Facet(name.parameter(), name.title(), values);
    }
  }
}
