// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import dev.weft.governance.engine.Variable;
import dev.weft.governance.engine.Variable.Kind;
import dev.weft.governance.fact.DomainFact;
import dev.weft.governance.fact.FieldFact;
import dev.weft.governance.fact.GrantFact;
import dev.weft.governance.fact.PortFact;
import dev.weft.governance.fact.ProductFact;
import dev.weft.governance.fact.RemovalFact;
import dev.weft.governance.fact.SchemaChangeFact;
import dev.weft.governance.fact.TermFact;
import dev.weft.model.language.ManifestKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What one evaluation is about.
public enum Each {
  /// A data product.
  PRODUCT,
  /// A port that is active or deprecated.
  PORT,
  /// A grant that is requested or active.
  GRANT;

  /// The word of manifests.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Each of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// The kind of manifest that a finding's place is in.
  ManifestKind kind() {
    return this == GRANT ? ManifestKind.ACCESS_GRANT : ManifestKind.DATA_PRODUCT;
  }

  /// Keys that lead from a file's root to where a finding's path begins.
  List<String> root() {
    return this == PORT ? List.of("spec", "ports") : List.of("spec");
  }

  /// The variables that expressions may read, without parameters.
  public List<Variable> variables() {
    List<Variable> variables = new ArrayList<>();
    variables.add(new Variable("product", new Kind.One(ProductFact.class)));
    switch (this) {
      case PRODUCT -> variables.add(new Variable("removals", new Kind.Many(RemovalFact.class)));
      case PORT -> variables.add(new Variable("port", new Kind.One(PortFact.class)));
      case GRANT -> variables.add(new Variable("grant", new Kind.One(GrantFact.class)));
    }
    variables.add(new Variable("domain", new Kind.One(DomainFact.class)));
    variables.add(new Variable("ports", new Kind.Many(PortFact.class)));
    variables.add(new Variable("fields", new Kind.Many(FieldFact.class)));
    variables.add(new Variable("grants", new Kind.Many(GrantFact.class)));
    variables.add(new Variable("consumers", new Kind.Simple(Variable.Type.STRINGS)));
    variables.add(new Variable("terms", new Kind.Named(TermFact.class)));
    variables.add(new Variable("previous", new Kind.Maybe(ProductFact.class)));
    variables.add(new Variable("change", new Kind.Simple(Variable.Type.STRING)));
    variables.add(new Variable("schemaChanges", new Kind.Many(SchemaChangeFact.class)));
    variables.add(new Variable("environment", new Kind.Simple(Variable.Type.STRING)));
    variables.add(new Variable("now", new Kind.Simple(Variable.Type.TIMESTAMP)));
    return variables;
  }

  /// What a variable means, for the reference.
  public String meaning(String variable) {
    boolean isPort = this == PORT;
    return switch (variable) {
      case "product" -> "the product";
      case "port" -> "the port";
      case "grant" -> "the grant";
      case "removals" -> "its ports that the change takes away";
      case "domain" -> "the product's domain";
      case "ports" -> this == GRANT ? "the granted ports" : "all ports of the product";
      case "fields" -> isPort ? "the fields of the port" : "the fields of all ports";
      case "grants" ->
          isPort
              ? "grants to read the port, requested or active"
              : "grants to read the product, requested or active";
      case "consumers" -> "applications with an active grant, sorted";
      case "terms" -> "shared terms by name";
      case "previous" -> "the product before the change; absent when it is new or unknown";
      case "change" ->
          "`create`, `update`, `none`, `delete`, or `unknown` without a state to compare with";
      case "schemaChanges" ->
          switch (this) {
            case PRODUCT -> "what changed in the schemas of the ports";
            case PORT -> "what changed in the schema of the port";
            case GRANT -> "what changed in the schemas of the granted ports";
          };
      case "environment" -> "name of the environment";
      case "now" -> "when the check is made, the same for all";
      default -> throw new IllegalArgumentException("no variable " + variable);
    };
  }
}
