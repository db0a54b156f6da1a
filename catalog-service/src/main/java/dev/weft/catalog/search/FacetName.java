// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import java.util.Arrays;
import java.util.List;

/// The ways to narrow a search.
public enum FacetName {
  /// Whose it is, by domain.
  DOMAIN("domain", "Domain"),
  /// Its place in the flow.
  TYPE("type", "Type"),
  /// Its stage of life.
  STATUS("status", "Status"),
  /// Whose it is, by team.
  OWNER("owner", "Owner"),
  /// Words its owners gave it.
  TAG("tag", "Tag"),
  /// How careful readers have to be.
  CLASSIFICATION("classification", "Classification"),
  /// The language of its schemas.
  FORMAT("format", "Format"),
  /// Shared meanings its fields are bound to.
  TERM("term", "Term");

  private static final String BETWEEN = "\u001f";

  private final String parameter;
  private final String title;

  FacetName(String parameter, String title) {
    this.parameter = parameter;
    this.title = title;
  }

  /// The query parameter.
  public String parameter() {
    return parameter;
  }

  String title() {
    return title;
  }

  /// A value as it is kept with a product.
  public String token(String value) {
    return parameter + "=" + value;
  }

  /// All values of a product as one text.
  public static String join(List<String> tokens) {
    return String.join(BETWEEN, tokens);
  }

  static String[] split(String text) {
    return text.split(BETWEEN, -1);
  }

  /// The facet of a query parameter.
  static FacetName of(String parameter) {
    return Arrays.stream(values())
        .filter(facet -> facet.parameter.equals(parameter))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no facet is called " + parameter));
  }
}
