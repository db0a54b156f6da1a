// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import com.squareup.wire.schema.Field.Label;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import dev.weft.model.compatibility.ProtoTypes.Member;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What changes at a Protobuf field apart from its type.
final class ProtoFieldChanges {

  private final Walk walk;

  ProtoFieldChanges(Walk walk) {
    this.walk = walk;
  }

  static boolean isRepeated(FieldElement field) {
    return field.getLabel() == Label.REPEATED;
  }

  void added(Spot at, Member member, boolean wasReserved) {
    if (wasReserved) {
      walk.add(
          at,
          ChangeKind.RESERVED_USED,
          Impact.BREAKING,
          Impact.BREAKING,
          "%s uses the number %d or its name, which was reserved: old records may carry something"
                  .formatted(at.name(), member.field().getTag())
              + " else under it.",
          "take a number and a name that were never used");
    } else {
      walk.safe(
          at,
          ChangeKind.FIELD_ADDED,
          "%s is new, with the number %d.".formatted(at.name(), member.field().getTag()));
    }
  }

  void removed(Spot at, Member member, boolean isReserved) {
    walk.add(
        at,
        ChangeKind.FIELD_REMOVED,
        isReserved ? Impact.SAFE : Impact.RISKY,
        Impact.RISKY,
        isReserved
            ? "%s is gone; readers of before see its default from now on.".formatted(at.name())
            : "%s is gone and its number %d is not reserved, so it may come to mean something else."
                .formatted(at.name(), member.field().getTag()),
        isReserved
            ? "make sure that nobody reads it"
            : "add `reserved %d;`".formatted(member.field().getTag()));
  }

  void renumbered(Spot at, Member member, int before, int after) {
    walk.add(
        at,
        ChangeKind.FIELD_RENUMBERED,
        Impact.BREAKING,
        Impact.BREAKING,
        "%s had the number %d and has %d: nobody finds the values of the other side."
            .formatted(at.name(), before, after),
        "give `%s` its number %d back".formatted(member.field().getName(), before));
  }

  void compare(Spot at, Member before, Member after) {
    FieldElement old = before.field();
    FieldElement now = after.field();
    if (!old.getName().equals(now.getName())) {
      walk.add(
          at,
          ChangeKind.FIELD_RENAMED,
          Impact.RISKY,
          Impact.RISKY,
          "%s is called `%s`; the bytes are the same, generated code and JSON are not."
              .formatted(at.name(), now.getName()),
          "keep the name, or tell consumers");
    }
    if (!old.getDocumentation().strip().equals(now.getDocumentation().strip())) {
      walk.safe(at, ChangeKind.DOC_CHANGED, at.name() + " is described in other words.");
    }
    presence(at, before, after);
    options(at, options(old), options(now));
  }

  private void presence(Spot at, Member before, Member after) {
    boolean isPlain = before.oneOf().isEmpty() && after.oneOf().isEmpty();
    boolean hadPresence = before.field().getLabel() == Label.OPTIONAL;
    boolean hasPresence = after.field().getLabel() == Label.OPTIONAL;
    boolean isMany = isRepeated(before.field()) || isRepeated(after.field());
    if (isPlain && !isMany && hadPresence != hasPresence) {
      walk.add(
          at,
          ChangeKind.PRESENCE_CHANGED,
          hasPresence ? Impact.RISKY : Impact.SAFE,
          hasPresence ? Impact.SAFE : Impact.RISKY,
          hasPresence
              ? "%s is `optional`: what was written as the default reads as absent."
                  .formatted(at.name())
              : "%s is no longer `optional`: absent cannot be told from the default."
                  .formatted(at.name()),
          "");
    }
  }

  private void options(Spot at, Map<String, String> before, Map<String, String> after) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      @Nullable String old = before.get(name);
      @Nullable String now = after.get(name);
      if (String.valueOf(old).equals(String.valueOf(now))) {
        continue;
      }
      Impact impact = name.equals("json_name") ? Impact.RISKY : Impact.SAFE;
      walk.add(
          at,
          ChangeKind.ANNOTATION_CHANGED,
          impact,
          impact,
          "%s has another value of the option `%s`.".formatted(at.name(), name),
          "");
    }
  }

  private static Map<String, String> options(FieldElement field) {
    Map<String, String> options = new TreeMap<>();
    if (field.getJsonName() != null) {
      options.put("json_name", field.getJsonName());
    }
    for (OptionElement option : field.getOptions()) {
      options.put(option.getName(), String.valueOf(option.getValue()));
    }
    return options;
  }

  /// Moves between `oneof`s, told apart by what was in them before.
  void oneOfs(Spot at, Map<Integer, Member> before, Map<Integer, Member> after) {
    Set<String> known = new HashSet<>();
    before.values().forEach(member -> known.add(member.oneOf()));
    Map<String, Integer> arrivals = new HashMap<>();
    before.forEach((number, member) -> {
      Member now = after.get(number);
      if (now != null && !now.oneOf().isEmpty() && member.oneOf().isEmpty()) {
        arrivals.merge(now.oneOf(), 1, Integer::sum);
      }
    });
    before.forEach((number, member) -> {
      Member now = after.get(number);
      if (now != null) {
        moved(
            at.field(member.field().getName()),
            member.oneOf(),
            now.oneOf(),
            known.contains(now.oneOf()),
            arrivals.getOrDefault(now.oneOf(), 0) > 1);
      }
    });
  }

  private void moved(Spot at, String before, String after, boolean isKnown, boolean hasCompany) {
    if (before.equals(after)) {
      return;
    }
    boolean isRename = !before.isEmpty() && !after.isEmpty() && !isKnown;
    Impact impact;
    String message;
    if (isRename) {
      impact = Impact.RISKY;
      message = "%s was in the `oneof` `%s` and is in `%s`.".formatted(at.name(), before, after);
    } else if (after.isEmpty()) {
      impact = Impact.RISKY;
      message =
          "%s is no longer in the `oneof` `%s`: it may now be set beside the others."
              .formatted(at.name(), before);
    } else if (isKnown) {
      impact = Impact.BREAKING;
      message =
          "%s is now in the `oneof` `%s`: where both were set, values are lost."
              .formatted(at.name(), after);
    } else {
      impact = hasCompany ? Impact.RISKY : Impact.SAFE;
      message = "%s is in the new `oneof` `%s`.".formatted(at.name(), after);
    }
    walk.add(
        at,
        ChangeKind.ONEOF_CHANGED,
        impact,
        impact,
        message,
        impact == Impact.SAFE ? "" : "add a field with a new number inside the `oneof`");
  }
}
