// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import dev.cel.common.values.SelectableValue;
import java.util.Optional;

/// A typed record that expressions look at. Its components are of the types that the engine knows:
/// texts, `long`, `double`, `boolean`, durations, instants, facts, and lists, maps and optionals of
/// these. There is no null, no other number, no enum and no set, so nothing compares false in
/// silence.
public sealed interface Fact extends SelectableValue<String>
    permits AccessFact,
        ClusterFact,
        DischargeFact,
        DomainFact,
        FieldFact,
        GrantFact,
        InputFact,
        KeyFact,
        PortFact,
        ProductFact,
        RemovalFact,
        SchemaChangeFact,
        SlaFact,
        TeamFact,
        TermFact,
        TopicFact {

  /// The component of a name.
  ///
  /// @throws IllegalArgumentException when there is none, which the checker excludes
  Object component(String name);

  @Override
  default Object select(String name) {
    return Adapted.of(component(name));
  }

  /// What `has(…)` asks: an optional component is there when it has a value.
  @Override
  default Optional<?> find(String name) {
    return component(name) instanceof Optional<?> optional
        ? optional
        : Optional.of(component(name));
  }

  /// A name that is no component.
  static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException("no component `" + name + "`");
  }
}
