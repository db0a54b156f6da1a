// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.jspecify.annotations.Nullable;

/// Compares the fields of Avro records. A reader finds a field by its name or by an alias of its
/// own schema, so the two directions may pair fields differently.
final class AvroRecords {

  private final Walk walk;
  private final AvroLogic logic;
  private final Types types;

  AvroRecords(Walk walk, AvroLogic logic, Types types) {
    this.walk = walk;
    this.logic = logic;
    this.types = types;
  }

  /// How the types of fields are compared.
  interface Types {
    void compare(Spot at, Schema before, Schema after);
  }

  void compare(Spot at, Schema before, Schema after) {
    aliases(at, before.getAliases(), after.getAliases());
    Set<String> told = new HashSet<>();
    for (Field old : before.getFields()) {
      Field same = after.getField(old.name());
      if (same != null) {
        told.add(same.name());
        field(at.field(old.name()), old, same);
      } else {
        Field link = renamed(before, old, after);
        if (link != null) {
          told.add(link.name());
          renamed(at.field(old.name()), old, link);
        } else {
          removed(at.field(old.name()), old, find(after, old));
        }
      }
    }
    for (Field now : after.getFields()) {
      if (!told.contains(now.name())) {
        added(at.field(now.name()), now, find(before, now));
      }
    }
  }

  /// What a reader's field is filled from.
  private static @Nullable Field find(Schema writer, Field reader) {
    Field same = writer.getField(reader.name());
    if (same != null) {
      return same;
    }
    return reader.aliases().stream()
        .map(writer::getField)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /// The new field that an old one became, linked by an alias of the one or the other.
  private static @Nullable Field renamed(Schema before, Field old, Schema after) {
    for (Field now : after.getFields()) {
      boolean isNew = before.getField(now.name()) == null;
      boolean isLinked = now.aliases().contains(old.name()) || old.aliases().contains(now.name());
      if (isNew && isLinked) {
        return now;
      }
    }
    return null;
  }

  private void renamed(Spot at, Field old, Field now) {
    boolean backward = now.aliases().contains(old.name());
    boolean forward = old.aliases().contains(now.name());
    walk.add(
        at,
        ChangeKind.FIELD_RENAMED,
        backward ? Impact.SAFE : lost(now),
        forward ? Impact.SAFE : lost(old),
        "%s is called `%s`.%s"
            .formatted(
                at.name(),
                now.name(),
                backward && !forward
                    ? " Readers with the new schema find it by its alias, the others do not."
                    : ""),
        forward && backward
            ? ""
            : "keep the old field beside the new one until nobody reads it any more");
    field(at.only(backward, forward), old, now);
  }

  /// What it means that a reader does not find a field.
  private static Impact lost(Field reader) {
    return reader.hasDefaultValue() ? Impact.RISKY : Impact.BREAKING;
  }

  private void removed(Spot at, Field old, @Nullable Field source) {
    if (source != null) {
      walk.safe(
          at,
          ChangeKind.FIELD_REMOVED,
          "%s is gone; readers of before take `%s` for it.".formatted(at.name(), source.name()));
      types.compare(at.only(false, true), old.schema(), source.schema());
      return;
    }
    Impact forward = lost(old);
    walk.add(
        at,
        ChangeKind.FIELD_REMOVED,
        Impact.SAFE,
        forward,
        forward == Impact.RISKY
            ? "%s is gone; readers of before see its default from now on.".formatted(at.name())
            : "%s is gone, and readers of before have no default for it.".formatted(at.name()),
        forward == Impact.RISKY
            ? "make sure that nobody reads it"
            : "give it a default first, and remove it when readers have that version");
  }

  private void added(Spot at, Field now, @Nullable Field source) {
    boolean isRead = source != null || now.hasDefaultValue();
    walk.add(
        at,
        ChangeKind.FIELD_ADDED,
        isRead ? Impact.SAFE : Impact.BREAKING,
        Impact.SAFE,
        isRead
            ? "%s is new.".formatted(at.name())
            : "%s is new and has no default, so records of before cannot be read."
                .formatted(at.name()),
        isRead ? "" : "give it a default, as `\"default\": null` with `null` first in the union");
    if (source != null) {
      types.compare(at.only(true, false), source.schema(), now.schema());
    }
  }

  private void field(Spot at, Field old, Field now) {
    logic.doc(at, old.doc(), now.doc());
    logic.notes(at, old, now);
    aliases(at, old.aliases(), now.aliases());
    defaults(at, old, now);
    types.compare(at, old.schema(), now.schema());
  }

  private void aliases(Spot at, Set<String> before, Set<String> after) {
    for (String alias : List.copyOf(before)) {
      if (!after.contains(alias)) {
        walk.add(
            at,
            ChangeKind.ALIAS_REMOVED,
            Impact.RISKY,
            Impact.SAFE,
            "%s has the alias `%s` no longer; records written under that name lose it."
                .formatted(at.name(), alias),
            "keep the alias while such records are kept");
      }
    }
    for (String alias : after) {
      if (!before.contains(alias)) {
        walk.safe(at, ChangeKind.ALIAS_ADDED, "%s has the alias `%s`.".formatted(at.name(), alias));
      }
    }
  }

  private void defaults(Spot at, Field old, Field now) {
    if (old.hasDefaultValue() && !now.hasDefaultValue()) {
      walk.add(
          at,
          ChangeKind.DEFAULT_REMOVED,
          Impact.RISKY,
          Impact.SAFE,
          "%s has no default any more; records from before it was there cannot be read."
              .formatted(at.name()),
          "keep the default while such records are kept");
    } else if (!old.hasDefaultValue() && now.hasDefaultValue()) {
      walk.safe(at, ChangeKind.DEFAULT_ADDED, "%s has a default.".formatted(at.name()));
    } else if (!Objects.deepEquals(old.defaultVal(), now.defaultVal())) {
      walk.add(
          at,
          ChangeKind.DEFAULT_CHANGED,
          Impact.RISKY,
          Impact.SAFE,
          "%s has another default; records without it read differently.".formatted(at.name()),
          "");
    }
  }
}
