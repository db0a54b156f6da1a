// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;

/// A variable that expressions may read.
///
/// @param name as it is written; `params.longest` is one name
/// @param kind what it holds
public record Variable(String name, Kind kind) {

  /// What a variable holds.
  public sealed interface Kind {

    /// A simple value.
    record Simple(Type type) implements Kind {}

    /// A fact.
    record One(Class<?> fact) implements Kind {}

    /// A fact, or nothing.
    record Maybe(Class<?> fact) implements Kind {}

    /// A list of facts.
    record Many(Class<?> fact) implements Kind {}

    /// Facts by name.
    record Named(Class<?> fact) implements Kind {}

    /// What an expression gives.
    record Computed(CelType type) implements Kind {}
  }

  /// Simple types.
  public enum Type {
    STRING,
    INT,
    DOUBLE,
    BOOL,
    DURATION,
    TIMESTAMP,
    STRINGS
  }

  CelType type() {
    return switch (kind) {
      case Kind.Simple simple ->
          switch (simple.type()) {
            case STRING -> SimpleType.STRING;
            case INT -> SimpleType.INT;
            case DOUBLE -> SimpleType.DOUBLE;
            case BOOL -> SimpleType.BOOL;
            case DURATION -> SimpleType.DURATION;
            case TIMESTAMP -> SimpleType.TIMESTAMP;
            case STRINGS -> ListType.create(SimpleType.STRING);
          };
      case Kind.One one -> FactTypes.of(one.fact());
      case Kind.Maybe maybe -> OptionalType.create(FactTypes.of(maybe.fact()));
      case Kind.Many many -> ListType.create(FactTypes.of(many.fact()));
      case Kind.Computed computed -> computed.type();
      case Kind.Named named -> MapType.create(SimpleType.STRING, FactTypes.of(named.fact()));
    };
  }

  /// How its type is called in expressions.
  public String describe() {
    return switch (kind) {
      case Kind.Simple simple ->
          simple.type() == Type.STRINGS
              ? "list(string)"
              : simple.type().name().toLowerCase(java.util.Locale.ROOT);
      case Kind.One one -> FactTypes.nameOf(one.fact());
      case Kind.Maybe maybe -> "optional(" + FactTypes.nameOf(maybe.fact()) + ")";
      case Kind.Many many -> "list(" + FactTypes.nameOf(many.fact()) + ")";
      case Kind.Computed computed -> FactTypes.describe(computed.type());
      case Kind.Named named -> "map(string, " + FactTypes.nameOf(named.fact()) + ")";
    };
  }
}
