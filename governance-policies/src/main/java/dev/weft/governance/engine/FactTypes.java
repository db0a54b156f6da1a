// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.weft.governance.fact.Fact;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;

/// The types of facts, as the checker knows them. They are read off the records, so that a record
/// and its type cannot differ.
public final class FactTypes implements CelTypeProvider {

  private static final String ENDING = "Fact";

  private static final Map<Class<?>, CelType> SIMPLE =
      Map.of(
          String.class, SimpleType.STRING,
          long.class, SimpleType.INT,
          Long.class, SimpleType.INT,
          double.class, SimpleType.DOUBLE,
          Double.class, SimpleType.DOUBLE,
          boolean.class, SimpleType.BOOL,
          Duration.class, SimpleType.DURATION,
          Instant.class, SimpleType.TIMESTAMP);

  /// The only instance.
  static final FactTypes INSTANCE = new FactTypes();

  private final ImmutableMap<String, CelType> types;
  private final ImmutableSortedSet<String> componentNames;

  private FactTypes() {
    ImmutableMap.Builder<String, CelType> built = ImmutableMap.builder();
    ImmutableSortedSet.Builder<String> names = ImmutableSortedSet.naturalOrder();
    for (Class<?> fact : facts()) {
      built.put(nameOf(fact), struct(fact));
      for (RecordComponent component : fact.getRecordComponents()) {
        names.add(component.getName());
      }
    }
    this.componentNames = names.build();
    this.types = built.buildOrThrow();
  }

  /// Every record that is a fact.
  public static List<Class<?>> facts() {
    return List.of(Fact.class.getPermittedSubclasses());
  }

  /// The name of a fact's type in expressions, such as `Port`.
  public static String nameOf(Class<?> fact) {
    String name = fact.getSimpleName();
    return name.substring(0, name.length() - ENDING.length());
  }

  /// How a component's type is called in expressions, such as `list(string)`.
  public static String describe(Type type) {
    return describe(of(type));
  }

  static CelType of(Class<?> fact) {
    return of((Type) fact);
  }

  SortedSet<String> componentNames() {
    return componentNames;
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return ImmutableList.copyOf(types.values());
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(types.get(name));
  }

  private static StructType struct(Class<?> fact) {
    ImmutableMap.Builder<String, CelType> components = ImmutableMap.builder();
    for (RecordComponent component : fact.getRecordComponents()) {
      components.put(component.getName(), of(component.getGenericType()));
    }
    ImmutableMap<String, CelType> all = components.buildOrThrow();
    return StructType.create(
        nameOf(fact), all.keySet(), name -> Optional.ofNullable(all.get(name)));
  }

  private static CelType of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] inner = generic.getActualTypeArguments();
      Type raw = generic.getRawType();
      if (raw == List.class) {
        return ListType.create(of(inner[0]));
      }
      if (raw == Optional.class) {
        return OptionalType.create(of(inner[0]));
      }
      if (raw == Map.class) {
        return MapType.create(of(inner[0]), of(inner[1]));
      }
    }
    if (type instanceof Class<?> plain) {
      CelType simple = SIMPLE.get(plain);
      if (simple != null) {
        return simple;
      }
      if (Fact.class.isAssignableFrom(plain)) {
        return StructTypeReference.create(nameOf(plain));
      }
    }
    throw new IllegalStateException("no type of expressions: " + type);
  }

  static String describe(CelType type) {
    return switch (type) {
      case ListType list -> "list(" + describe(list.elemType()) + ")";
      case MapType map -> "map(" + describe(map.keyType()) + ", " + describe(map.valueType()) + ")";
      case OptionalType optional ->
          "optional(" + describe(Objects.requireNonNull(optional.parameters().getFirst())) + ")";
      default ->
          switch (type.name()) {
            case "google.protobuf.Duration" -> "duration";
            case "google.protobuf.Timestamp" -> "timestamp";
            default -> type.name();
          };
    };
  }
}
