// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.weft.model.compatibility.ProtoTypes.Member;
import dev.weft.model.compatibility.ProtoTypes.Named;
import dev.weft.model.schema.PortSchema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Compares Protobuf schemas by what stands on the wire: fields are found by number, names and
/// types of messages are not written with the data. Names matter to generated code and to JSON, so
/// changing one is risky.
final class ProtoComparison {

  private final Walk walk;
  private final ProtoTypes oldTypes;
  private final ProtoTypes newTypes;
  private final ProtoFieldChanges fields;
  private final Set<String> open = new HashSet<>();

  private ProtoComparison(Walk walk, ProtoTypes oldTypes, ProtoTypes newTypes) {
    this.walk = walk;
    this.oldTypes = oldTypes;
    this.newTypes = newTypes;
    this.fields = new ProtoFieldChanges(walk);
  }

  /// A message with its full name, which is the scope of the names in it.
  private record Scoped(String name, MessageElement element) {}

  static void run(Walk walk, PortSchema before, PortSchema after) {
    var comparison = new ProtoComparison(walk, ProtoTypes.of(before), ProtoTypes.of(after));
    if (!before.message().equals(after.message())) {
      walk.add(
          Spot.ROOT,
          ChangeKind.TYPE_RENAMED,
          Impact.RISKY,
          Impact.RISKY,
          "The message `%s` is called `%s`; readers may look for it by name."
              .formatted(before.message(), after.message()),
          "keep the name and the package");
    }
    comparison.messages(
        Spot.ROOT,
        new Scoped(before.message(), comparison.oldTypes.message(before.message())),
        new Scoped(after.message(), comparison.newTypes.message(after.message())));
  }

  private void messages(Spot at, Scoped before, Scoped after) {
    String key = before.name + "\n" + after.name;
    if (!walk.enter(at) || !open.add(key)) {
      return;
    }
    if (!before
        .element
        .getDocumentation()
        .strip()
        .equals(after.element.getDocumentation().strip())) {
      walk.safe(at, ChangeKind.DOC_CHANGED, at.name() + " is described in other words.");
    }
    Map<Integer, Member> old = ProtoTypes.fields(before.element);
    Map<Integer, Member> now = ProtoTypes.fields(after.element);
    var reserved = new ProtoReserved(walk, before.element, after.element);
    reserved.compare(at);
    Map<String, Integer> newNumbers = new HashMap<>();
    now.forEach((number, member) -> newNumbers.put(member.field().getName(), number));
    Set<String> moved = new HashSet<>();
    old.forEach((number, member) -> {
      Integer other = newNumbers.get(member.field().getName());
      if (other != null && !other.equals(number)) {
        moved.add(member.field().getName());
        fields.renumbered(at.field(member.field().getName()), member, number, other);
      }
    });
    old.forEach((number, member) -> {
      Member same = now.get(number);
      Spot spot = at.field(member.field().getName());
      if (moved.contains(member.field().getName())) {
        return;
      }
      if (same == null) {
        fields.removed(spot, member, reserved.isReservedNow(number));
      } else if (!moved.contains(same.field().getName())) {
        fields.compare(spot, member, same);
        types(spot, new Use(member, before.name), new Use(same, after.name));
      } else {
        fields.removed(spot, member, false);
      }
    });
    fields.oneOfs(at, old, now);
    now.forEach((number, member) -> {
      if (!old.containsKey(number) && !moved.contains(member.field().getName())) {
        fields.added(
            at.field(member.field().getName()), member, reserved.wasReserved(number, member));
      }
    });
    open.remove(key);
  }

  /// A field's type where it is written.
  private record Use(String type, boolean isRepeated, String scope) {
    Use(Member member, String scope) {
      this(member.field().getType(), ProtoFieldChanges.isRepeated(member.field()), scope);
    }

    boolean isMap() {
      return type.startsWith("map<");
    }

    Use key() {
      return new Use(type.substring(4, type.indexOf(',')).strip(), false, scope);
    }

    Use value() {
      String value = type.substring(type.indexOf(',') + 1, type.length() - 1).strip();
      return new Use(value, false, scope);
    }
  }

  private void types(Spot at, Use before, Use after) {
    if (!walk.enter(at)) {
      return;
    }
    if (before.isMap() && after.isMap()) {
      types(at.values(), before.key(), after.key());
      types(at.values(), before.value(), after.value());
    } else if (before.isMap() || after.isMap()) {
      changed(at, before, after, Impact.BREAKING, Impact.BREAKING);
    } else {
      cardinality(at, before, after);
      boolean isMany = before.isRepeated || after.isRepeated;
      single(isMany ? at.items() : at, before, after);
    }
  }

  private void cardinality(Spot at, Use before, Use after) {
    if (before.isRepeated == after.isRepeated) {
      return;
    }
    boolean isPacked = isScalarOrEnum(before, oldTypes) && ProtoScalars.isPacked(before.type);
    Impact toOne = isPacked ? Impact.BREAKING : Impact.RISKY;
    walk.add(
        at,
        ChangeKind.CARDINALITY_CHANGED,
        before.isRepeated ? toOne : Impact.SAFE,
        before.isRepeated ? Impact.SAFE : toOne,
        "%s was %s and is %s; readers of one value %s."
            .formatted(
                at.name(),
                before.isRepeated ? "a list" : "one value",
                after.isRepeated ? "a list" : "one value",
                isPacked ? "cannot take a packed list apart" : "keep the last of a list"),
        "add a field with a new number");
  }

  private static boolean isScalarOrEnum(Use use, ProtoTypes types) {
    return ProtoScalars.isScalar(use.type) || types.isEnum(use.type, use.scope);
  }

  private void single(Spot at, Use before, Use after) {
    boolean oldIsValue = isScalarOrEnum(before, oldTypes);
    boolean newIsValue = isScalarOrEnum(after, newTypes);
    Named old = oldTypes.find(before.type, before.scope);
    Named now = newTypes.find(after.type, after.scope);
    if (old.element() instanceof EnumElement one && now.element() instanceof EnumElement other) {
      enums(at, one, other);
    } else if (oldIsValue && newIsValue) {
      if (!before.type.equals(after.type)) {
        changed(
            at,
            before,
            after,
            ProtoScalars.reading(before.type, after.type),
            ProtoScalars.reading(after.type, before.type));
      }
    } else if (oldIsValue || newIsValue) {
      boolean isOpaque = before.type.equals("bytes") || after.type.equals("bytes");
      Impact impact = isOpaque ? Impact.RISKY : Impact.BREAKING;
      changed(at, before, after, impact, impact);
    } else {
      embedded(at, before, after, old, now);
    }
  }

  private void embedded(Spot at, Use before, Use after, Named old, Named now) {
    TypeElement oldElement = old.element();
    TypeElement newElement = now.element();
    if (oldElement instanceof MessageElement one && newElement instanceof MessageElement other) {
      if (!old.fullName().equals(now.fullName())) {
        walk.safe(
            at,
            ChangeKind.TYPE_RENAMED,
            "%s was `%s` and is `%s`; the fields decide."
                .formatted(at.name(), old.fullName(), now.fullName()));
      }
      messages(at, new Scoped(old.fullName(), one), new Scoped(now.fullName(), other));
    } else if (!old.fullName().equals(now.fullName())) {
      changed(at, before, after, Impact.BREAKING, Impact.BREAKING);
    }
  }

  private void changed(Spot at, Use before, Use after, Impact backward, Impact forward) {
    ChangeKind kind = ChangeKind.TYPE_CHANGED;
    if (backward == Impact.SAFE && forward != Impact.SAFE) {
      kind = ChangeKind.TYPE_WIDENED;
    } else if (forward == Impact.SAFE && backward != Impact.SAFE) {
      kind = ChangeKind.TYPE_NARROWED;
    }
    walk.add(
        at,
        kind,
        backward,
        forward,
        "%s was `%s` and is `%s`%s."
            .formatted(
                at.name(),
                before.type,
                after.type,
                backward.worst(forward) == Impact.BREAKING
                    ? ", which is written in another way"
                    : ", which may cut or change values"),
        "add a field with a new number, and reserve the old one later");
  }

  private void enums(Spot at, EnumElement before, EnumElement after) {
    Map<Integer, String> old = numbers(before);
    Map<Integer, String> now = numbers(after);
    old.forEach((number, name) -> {
      String other = now.get(number);
      if (other == null) {
        walk.add(
            at,
            ChangeKind.SYMBOL_REMOVED,
            Impact.RISKY,
            Impact.SAFE,
            "%s has no value `%s` any more; old records carry the bare number %d."
                .formatted(at.name(), name, number),
            "reserve the number, so that it never means something else");
      } else if (!other.equals(name)) {
        walk.add(
            at,
            ChangeKind.SYMBOL_RENAMED,
            Impact.RISKY,
            Impact.RISKY,
            "The value %d of %s was `%s` and is `%s`.".formatted(number, at.name(), name, other),
            "use a new number if it means something else");
      }
    });
    now.forEach((number, name) -> {
      if (!old.containsKey(number)) {
        walk.add(
            at,
            ChangeKind.SYMBOL_ADDED,
            Impact.SAFE,
            Impact.RISKY,
            "%s may be `%s`, which readers of before see as the bare number %d."
                .formatted(at.name(), name, number),
            "check that readers expect values that they do not know");
      }
    });
  }

  /// With `allow_alias`, the first name of a number.
  private static Map<Integer, String> numbers(EnumElement element) {
    Map<Integer, String> numbers = new TreeMap<>();
    for (EnumConstantElement constant : element.getConstants()) {
      numbers.putIfAbsent(constant.getTag(), constant.getName());
    }
    return numbers;
  }
}
