// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import dev.cel.common.values.SelectableValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lists and maps whose items are of the engine's types already. Whenever an expression names a
/// plain list, the runtime looks at each of its items twice for something to convert; a third of
/// all time went into that. It takes one of these as it is, and hands its content on.
public final class Adapted {

  private Adapted() {}

  /// The value, marked if it is a list or a map. Its items must be texts, `long`, `double`,
  /// `boolean`, durations, instants or facts, which {@link Fact} promises.
  public static Object of(Object value) {
    return switch (value) {
      case List<?> list -> new Items(list);
      case Map<?, ?> map -> new Entries(map);
      default -> value;
    };
  }

  // Both hold what the snapshot made immutable, which their types cannot say.
  @SuppressWarnings("Immutable")
  private static final class Items extends CelValue {

    private static final CelType TYPE = ListType.create(SimpleType.DYN);

    private final List<?> items;

    Items(List<?> items) {
      this.items = items;
    }

    @Override
    public Object value() {
      return items;
    }

    @Override
    public boolean isZeroValue() {
      return items.isEmpty();
    }

    @Override
    public CelType celType() {
      return TYPE;
    }
  }

  @SuppressWarnings("Immutable")
  private static final class Entries extends CelValue implements SelectableValue<String> {

    private static final CelType TYPE = MapType.create(SimpleType.DYN, SimpleType.DYN);

    private final Map<?, ?> entries;

    Entries(Map<?, ?> entries) {
      this.entries = entries;
    }

    @Override
    public Object value() {
      return entries;
    }

    @Override
    public boolean isZeroValue() {
      return entries.isEmpty();
    }

    @Override
    public CelType celType() {
      return TYPE;
    }

    @Override
    public Object select(String key) {
      return find(key)
          .map(Object.class::cast)
          .orElseThrow(() -> CelAttributeNotFoundException.forMissingMapKey(key));
    }

    @Override
    public Optional<?> find(String key) {
      return Optional.ofNullable(entries.get(key)).map(Adapted::of);
    }
  }
}
