// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

/// The ways to narrow a search.
public enum FacetName {
  /// Whose it is, by domain.
  DOMAIN("domain", "Domain", "domain", false),
  /// Its place in the flow.
  TYPE("type", "Type", "type", false),
  /// Its stage of life.
  STATUS("status", "Status", "status", false),
  /// Whose it is, by team.
  OWNER("owner", "Owner", "owner", false),
  /// Words its owners gave it.
  TAG("tag", "Tag", "tags", true),
  /// How careful readers have to be.
  CLASSIFICATION("classification", "Classification", "classification", false),
  /// The language of its schemas.
  FORMAT("format", "Format", "formats", true),
  /// Shared meanings its fields are bound to.
  TERM("term", "Term", "terms", true);

  private final String parameter;
  private final String title;
  private final String column;
  private final boolean isList;

  FacetName(String parameter, String title, String column, boolean isList) {
    this.parameter = parameter;
    this.title = title;
    this.column = column;
    this.isList = isList;
  }

  /// The query parameter.
  public String parameter() {
    return parameter;
  }

  String title() {
    return title;
  }

  /// An expression with the facet's values of a row, one per result row.
  String expression() {
    return isList ? "unnest(" + column + ")" : column;
  }

  /// The lexeme by which the index knows products with this value.
  public String token(String value) {
    return parameter + "=" + value;
  }
}
