// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import dev.weft.model.schema.PortSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;

/// Compares Avro schemas by the rules of schema resolution. Every type counts as a union, most of
/// them with one branch: each branch finds its counterpart, and what is left over is judged by
/// whether any branch of the other side can read it.
final class AvroComparison {

  private final Walk walk;
  private final AvroLogic logic;
  private final AvroRecords records;
  private final Set<String> open = new HashSet<>();

  private AvroComparison(Walk walk) {
    this.walk = walk;
    this.logic = new AvroLogic(walk);
    this.records = new AvroRecords(walk, logic, this::types);
  }

  static void run(Walk walk, PortSchema before, PortSchema after) {
    new AvroComparison(walk).types(Spot.ROOT, AvroTypes.of(before), AvroTypes.of(after));
  }

  private record Pair(Schema before, Schema after) {}

  private void types(Spot at, Schema before, Schema after) {
    if (!walk.enter(at)) {
      return;
    }
    List<Schema> old = new ArrayList<>(AvroTypes.branches(before));
    List<Schema> now = new ArrayList<>(AvroTypes.branches(after));
    List<Pair> pairs = new ArrayList<>();
    pair(old, now, pairs, (o, n) -> !AvroTypes.isNamed(o) || isSameName(o, n));
    pair(old, now, pairs, AvroTypes::isNameOf);
    pair(old, now, pairs, (o, n) -> AvroTypes.isNameOf(n, o));
    List<Schema> allOld = AvroTypes.branches(before);
    List<Schema> allNow = AvroTypes.branches(after);
    List<Schema> goneValues = old.stream().filter(type -> type.getType() != Type.NULL).toList();
    List<Schema> newValues = now.stream().filter(type -> type.getType() != Type.NULL).toList();
    if (goneValues.size() == 1 && newValues.size() == 1) {
      changed(at, goneValues.getFirst(), newValues.getFirst(), allOld, allNow);
      old.removeAll(goneValues);
      now.removeAll(newValues);
    }
    old.forEach(type -> gone(at, type, allNow));
    now.forEach(type -> added(at, type, allOld));
    pairs.forEach(pair -> paired(at, pair.before, pair.after));
  }

  private static boolean isSameName(Schema one, Schema other) {
    return one.getFullName().equals(other.getFullName());
  }

  /// Takes out of both lists what belongs together.
  private static void pair(
      List<Schema> old, List<Schema> now, List<Pair> pairs, BiPredicate<Schema, Schema> names) {
    for (Schema before : List.copyOf(old)) {
      now.stream()
          .filter(after -> after.getType() == before.getType() && names.test(before, after))
          .findFirst()
          .ifPresent(after -> {
            pairs.add(new Pair(before, after));
            old.remove(before);
            now.remove(after);
          });
    }
  }

  /// The gentlest of the ways in which any of the readers takes the type.
  private static Impact reading(Schema writer, List<Schema> readers) {
    Impact best = Impact.BREAKING;
    for (Schema reader : readers) {
      Impact impact = AvroTypes.promotion(writer.getType(), reader.getType());
      best = impact.compareTo(best) < 0 ? impact : best;
    }
    return best;
  }

  private void changed(
      Spot at, Schema before, Schema after, List<Schema> allOld, List<Schema> allNow) {
    Impact backward = reading(before, allNow);
    Impact forward = reading(after, allOld);
    ChangeKind kind = ChangeKind.TYPE_CHANGED;
    if (backward != Impact.BREAKING && forward == Impact.BREAKING) {
      kind = ChangeKind.TYPE_WIDENED;
    } else if (forward != Impact.BREAKING && backward == Impact.BREAKING) {
      kind = ChangeKind.TYPE_NARROWED;
    }
    boolean isOtherName = before.getType() == after.getType() && AvroTypes.isNamed(before);
    walk.add(
        at,
        kind,
        backward,
        forward,
        "%s was %s and is %s.".formatted(at.name(), AvroTypes.word(before), AvroTypes.word(after)),
        isOtherName
            ? "give the new type the alias `" + before.getFullName() + "`, or keep the name"
            : "add a field of the new type, and remove the old one in a later version");
    if (backward != Impact.BREAKING || forward != Impact.BREAKING) {
      logic.logical(
          at.only(backward != Impact.BREAKING, forward != Impact.BREAKING), before, after);
    }
  }

  private void gone(Spot at, Schema type, List<Schema> readers) {
    boolean isNull = type.getType() == Type.NULL;
    walk.add(
        at,
        isNull ? ChangeKind.MADE_REQUIRED : ChangeKind.BRANCH_REMOVED,
        reading(type, readers),
        Impact.SAFE,
        isNull
            ? "%s may no longer be null; records of before may have none.".formatted(at.name())
            : "%s is no longer %s.".formatted(at.name(), AvroTypes.word(type)),
        isNull ? "keep `null` in the union" : "keep the branch while records with it are kept");
  }

  private void added(Spot at, Schema type, List<Schema> readers) {
    boolean isNull = type.getType() == Type.NULL;
    walk.add(
        at,
        isNull ? ChangeKind.MADE_OPTIONAL : ChangeKind.BRANCH_ADDED,
        Impact.SAFE,
        reading(type, readers),
        isNull
            ? "%s may now be null, which readers do not expect.".formatted(at.name())
            : "%s may now be %s, too.".formatted(at.name(), AvroTypes.word(type)),
        isNull
            ? "let readers take the new schema first, or keep the field as it is"
            : "let readers take the new schema first");
  }

  private void paired(Spot at, Schema before, Schema after) {
    switch (before.getType()) {
      case ARRAY -> types(at.items(), before.getElementType(), after.getElementType());
      case MAP -> types(at.values(), before.getValueType(), after.getValueType());
      case RECORD, ENUM, FIXED -> named(at, before, after);
      case STRING, BYTES, INT, LONG -> logic.logical(at, before, after);
      case UNION, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
    }
  }

  private void named(Spot at, Schema before, Schema after) {
    boolean backward = AvroTypes.isNameOf(after, before);
    boolean forward = AvroTypes.isNameOf(before, after);
    if (!isSameName(before, after)) {
      walk.add(
          at,
          ChangeKind.TYPE_RENAMED,
          backward ? Impact.SAFE : Impact.BREAKING,
          forward ? Impact.SAFE : Impact.BREAKING,
          "The %s `%s` is called `%s`."
              .formatted(before.getType().getName(), before.getFullName(), after.getFullName()),
          "keep the name; an alias helps readers with the new schema only");
    }
    Spot spot = at.only(backward, forward);
    String key =
        String.join(
            "\n",
            before.getFullName(),
            after.getFullName(),
            String.valueOf(spot.backward()),
            String.valueOf(spot.forward()));
    if (!open.add(key)) {
      return;
    }
    logic.doc(spot, before.getDoc(), after.getDoc());
    logic.notes(spot, before, after);
    switch (before.getType()) {
      case ENUM -> symbols(spot, before, after);
      case FIXED -> fixed(spot, before, after);
      default -> records.compare(spot, before, after);
    }
    open.remove(key);
  }

  private void fixed(Spot at, Schema before, Schema after) {
    if (before.getFixedSize() != after.getFixedSize()) {
      walk.add(
          at,
          ChangeKind.SIZE_CHANGED,
          Impact.BREAKING,
          Impact.BREAKING,
          "%s had %d bytes and has %d."
              .formatted(at.name(), before.getFixedSize(), after.getFixedSize()),
          "add a field with a fixed of another name");
    }
    logic.logical(at, before, after);
  }

  private void symbols(Spot at, Schema before, Schema after) {
    Set<String> gone = new TreeSet<>(before.getEnumSymbols());
    gone.removeAll(after.getEnumSymbols());
    Set<String> added = new TreeSet<>(after.getEnumSymbols());
    added.removeAll(before.getEnumSymbols());
    boolean newHasDefault = after.getEnumDefault() != null;
    boolean oldHasDefault = before.getEnumDefault() != null;
    for (String symbol : gone) {
      walk.add(
          at,
          ChangeKind.SYMBOL_REMOVED,
          newHasDefault ? Impact.RISKY : Impact.BREAKING,
          Impact.SAFE,
          newHasDefault
              ? "%s has no symbol `%s` any more; old records read as `%s`."
                  .formatted(at.name(), symbol, after.getEnumDefault())
              : "%s has no symbol `%s` any more, and old records may carry it."
                  .formatted(at.name(), symbol),
          "keep the symbol while records with it are kept");
    }
    for (String symbol : added) {
      walk.add(
          at,
          ChangeKind.SYMBOL_ADDED,
          Impact.SAFE,
          oldHasDefault ? Impact.RISKY : Impact.BREAKING,
          oldHasDefault
              ? "%s may be `%s`, which readers of before take for `%s`."
                  .formatted(at.name(), symbol, before.getEnumDefault())
              : "%s may be `%s`, which readers of before do not know.".formatted(at.name(), symbol),
          "give the enum a default first, and let readers take that version");
    }
    String old = String.valueOf(before.getEnumDefault());
    String now = String.valueOf(after.getEnumDefault());
    if (!old.equals(now)) {
      walk.add(
          at,
          !oldHasDefault
              ? ChangeKind.DEFAULT_ADDED
              : newHasDefault ? ChangeKind.DEFAULT_CHANGED : ChangeKind.DEFAULT_REMOVED,
          oldHasDefault ? Impact.RISKY : Impact.SAFE,
          Impact.SAFE,
          "The default of the enum `%s` was %s and is %s."
              .formatted(before.getName(), old, now)
              .replace("null", "none"),
          "");
    }
  }
}
