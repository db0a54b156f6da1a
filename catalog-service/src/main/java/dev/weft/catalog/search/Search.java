// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import dev.weft.catalog.http.DatabaseAway;
import dev.weft.catalog.search.Places.Place;
import dev.weft.catalog.search.SearchQueries.Found;
import dev.weft.catalog.search.SearchQueries.HitRow;
import dev.weft.catalog.search.Vocabulary.Term;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
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

  private final DataSource database;
  private final Vocabulary vocabulary;
  private final Stems stems;
  private final Totals totals;

  Search(DataSource database, Vocabulary vocabulary, Stems stems, Totals totals) {
    this.database = database;
    this.vocabulary = vocabulary;
    this.stems = stems;
    this.totals = totals;
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
    private final Selection all;

    Run(Connection connection, Question question) throws SQLException {
      this.connection = connection;
      this.question = question;
      List<String> words = Words.of(question.text()).stream().distinct().toList();
      this.terms = words.isEmpty() ? List.of() : vocabulary.terms(connection, words);
      this.all = Selection.all(terms, question.filters());
    }

    SearchPage page() throws SQLException {
      if (all.words() == null && !terms.isEmpty() && question.filters().isEmpty()) {
        // Nothing but words that say nothing.
        return answer(List.of(), new Counts.Builder());
      }
      if (all.query() == null) {
        Counts counts = totals.current(connection);
        List<String> urns = SearchQueries.all(connection, question.order(), question.page());
        return answer(urns, counts, all);
      }
      Found found = find(all);
      Selection answered = all;
      if (found.counts().build().total() == 0 && all.words() != null) {
        // A question has words that no product has; some of them will do.
        answered = Selection.any(terms, question.filters());
        found = find(answered);
      }
      for (FacetName facet : question.filters().keySet()) {
        found.counts().put(facet, without(facet, answered));
      }
      return answer(found.urns(), found.counts().build(), answered);
    }

    private Found find(Selection selection) throws SQLException {
      return SearchQueries.find(connection, selection, question.order(), question.page());
    }

    private Map<String, Long> without(FacetName facet, Selection selection) throws SQLException {
      String query = selection.queryWithout(facet);
      return query == null
          ? totals.current(connection).of(facet)
          : SearchQueries.counts(connection, facet, query, selection);
    }

    private SearchPage answer(List<String> urns, Counts.Builder counts) throws SQLException {
      return answer(urns, counts.build(), all);
    }

    private SearchPage answer(List<String> urns, Counts counts, Selection answered)
        throws SQLException {
      return new SearchPage(
          question.text(),
          corrected(),
          counts.total(),
          question.page().number(),
          question.page().size(),
          hits(urns, answered.words() != null),
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
