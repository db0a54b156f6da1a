// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import dev.weft.catalog.http.ProblemException;
import dev.weft.catalog.view.Page;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/// The query parameters of a search; each filter may be given several times, and then any of its
/// values will do.
public final class SearchRequest {

  private static final int LONGEST_QUERY = 300;
  private static final int MOST_VALUES = 50;
  private static final int LARGEST_PAGE = 100;
  private static final int LAST_ENTRY = 10_000;

  @QueryParam("q")
  @DefaultValue("")
  @Parameter(description = "Words, or a question")
  public String query = "";

  @QueryParam("domain")
  public List<String> domain = List.of();

  @QueryParam("type")
  public List<String> type = List.of();

  @QueryParam("status")
  public List<String> status = List.of();

  @QueryParam("owner")
  public List<String> owner = List.of();

  @QueryParam("tag")
  public List<String> tag = List.of();

  @QueryParam("classification")
  public List<String> classification = List.of();

  @QueryParam("format")
  public List<String> format = List.of();

  @QueryParam("term")
  public List<String> term = List.of();

  @QueryParam("sort")
  @DefaultValue("relevance")
  @Parameter(
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"relevance", "name", "updated"},
              defaultValue = "relevance"))
  public String sort = "relevance";

  @QueryParam("page")
  @DefaultValue("1")
  @Parameter(schema = @Schema(minimum = "1", defaultValue = "1", type = SchemaType.INTEGER))
  public int page = 1;

  @QueryParam("size")
  @DefaultValue("20")
  @Parameter(
      schema =
          @Schema(minimum = "1", maximum = "100", defaultValue = "20", type = SchemaType.INTEGER))
  public int size = 20;

  /// What is asked for.
  ///
  /// @throws ProblemException 400 when it is not a question we answer
  Question question() {
    if (query.length() > LONGEST_QUERY) {
      throw ProblemException.badRequest(
          "`q` has %d characters; shorten it to %d.".formatted(query.length(), LONGEST_QUERY));
    }
    return new Question(query.strip(), filters(), order(), paging());
  }

  private Map<FacetName, Set<String>> filters() {
    Map<FacetName, Set<String>> filters = new EnumMap<>(FacetName.class);
    put(filters, FacetName.DOMAIN, domain);
    put(filters, FacetName.TYPE, type);
    put(filters, FacetName.STATUS, status);
    put(filters, FacetName.OWNER, owner);
    put(filters, FacetName.TAG, tag);
    put(filters, FacetName.CLASSIFICATION, classification);
    put(filters, FacetName.FORMAT, format);
    put(filters, FacetName.TERM, term);
    return filters;
  }

  private static void put(
      Map<FacetName, Set<String>> filters, FacetName name, List<String> values) {
    if (values.size() > MOST_VALUES) {
      throw ProblemException.badRequest(
          "`%s` is given %d times; %d are the most."
              .formatted(name.parameter(), values.size(), MOST_VALUES));
    }
    Set<String> chosen = new LinkedHashSet<>(new ArrayList<>(values));
    chosen.removeIf(String::isBlank);
    if (!chosen.isEmpty()) {
      filters.put(name, chosen);
    }
  }

  private Question.Order order() {
    return switch (sort) {
      case "relevance" -> Question.Order.RELEVANCE;
      case "name" -> Question.Order.NAME;
      case "updated" -> Question.Order.UPDATED;
      default ->
          throw ProblemException.badRequest(
              "`sort` is `%s`; use `relevance`, `name` or `updated`.".formatted(sort));
    };
  }

  private Page paging() {
    if (page < 1 || size < 1 || size > LARGEST_PAGE) {
      throw ProblemException.badRequest(
          "`page` starts at 1 and `size` lies between 1 and %d.".formatted(LARGEST_PAGE));
    }
    if ((long) page * size > LAST_ENTRY) {
      throw ProblemException.badRequest(
          "Only the first %,d results can be paged through; narrow the search."
              .formatted(LAST_ENTRY));
    }
    return new Page(page, size);
  }
}
