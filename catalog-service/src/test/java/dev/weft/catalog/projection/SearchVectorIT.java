// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.catalog.projection.SearchVector.Weight;
import dev.weft.catalog.search.Words;
import dev.weft.devstack.DevStack;
import dev.weft.devstack.TestStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What we make of texts against what the database makes of the same.
class SearchVectorIT {

  private static final String OF_DATABASE =
      """
      select (setweight(to_tsvector('english', ?), 'A') || setweight(to_tsvector('english', ?), 'B')
        || setweight(to_tsvector('english', ?), 'C') || setweight(to_tsvector('english', ?), 'D'))::text
      """;
  private static final String TITLE = "Orders of the shop";
  private static final String LABELS = "the orders sales";

  private static Connection connection;
  private final Lexicon lexicon = new Lexicon();

  @BeforeAll
  static void connect() throws SQLException {
    DevStack stack = TestStack.shared();
    connection =
        DriverManager.getConnection(
            stack.postgres().jdbcUrl("catalog"),
            stack.postgres().user("catalog"),
            stack.postgres().password("catalog"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("create temporary table vector (vector tsvector)");
    }
  }

  @AfterAll
  static void disconnect() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "the of and",
        "Reviews, reviewed by reviewers who were reviewing",
        "camelCase HTTPServer reviewId XMLHttpRequest2",
        "customer_id order-line-items e-mail up-to-date",
        "olivia@weft.example https://weft.example/a/b?c=d#e ftp://x.y/z.csv",
        "1 22 3.14 1e5 12ab ab12 0x1f -7 2026-11-21T19:30:00Z 1.2.3 v1",
        "Größe straße façade naïve İstanbul ΣΊΣΥΦΟΣ москва 東京 データ한국어 日本語の文章",
        "e\u0301te\u0301 zero\u200bwidth soft\u00adhyphen 👍 𝒳𝓎 ﬁne Ⅳ ½ ²",
        "don't it's O'Brien l'été rock'n'roll",
        "a&b c|d !e (f) 'quoted' back\\slash tab\tnew\nline <b>bold</b> {json: [1]}",
        "s t re ve ll d m o y",
        "q Q q"
      })
  void saysWhatTheDatabaseSays(String text) throws SQLException {
    assertSame(text, text);
  }

  @Test
  void knowsTheLimitsOfTheDatabase() throws SQLException {
    String many =
        Collections.nCopies(400, "order invoice").stream().collect(Collectors.joining(" "));
    assertSame(many, many);
    String distinct =
        IntStream.range(0, 20_000).mapToObj(i -> "n" + i).collect(Collectors.joining(" "));
    assertSame(distinct + " order", "order invoice order");
    assertSame("before " + "x".repeat(2_100) + " after", "y".repeat(2_046));
  }

  @Test
  void agreesOnRandomTexts() throws SQLException {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      String text =
          random
              .ints(120, 0, 0x2fff)
              .map(c -> c % 3 == 0 ? ' ' : c % 3 == 1 ? 'a' + c % 26 : c)
              .filter(c -> c != 0)
              .mapToObj(Character::toString)
              .collect(Collectors.joining());
      assertSame(text, text);
    }
  }

  private void assertSame(String description, String fields) throws SQLException {
    List<List<String>> parts =
        List.of(Words.of(TITLE), Words.of(LABELS), Words.of(description), Words.of(fields));
    assertThat(ours(parts)).isEqualTo(ofDatabase(parts));
  }

  private String ours(List<List<String>> parts) throws SQLException {
    lexicon.learn(connection, parts);
    SearchVector vector =
        new SearchVector()
            .add(Weight.A, parts.get(0), lexicon)
            .add(Weight.B, parts.get(1), lexicon)
            .add(Weight.C, parts.get(2), lexicon)
            .add(Weight.D, parts.get(3), lexicon);
    CopyRows rows = new CopyRows("vector", "vector");
    rows.row().vector(vector);
    rows.send(connection);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("delete from vector returning vector::text")) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  private static String ofDatabase(List<List<String>> parts) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OF_DATABASE)) {
      for (int i = 0; i < parts.size(); i++) {
        statement.setString(i + 1, String.join(" ", parts.get(i)));
      }
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getString(1);
      }
    }
  }
}
