// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import dev.weft.model.schema.PortSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a change of a schema does to one consumer.
///
/// @param consumer who reads
/// @param verdict the gravest of the effects
/// @param effects of single changes; those that do not reach it are not among them
public record ConsumerImpact(Consumer consumer, Verdict verdict, List<Effect> effects) {

  public ConsumerImpact {
    effects = List.copyOf(effects);
  }

  /// What becomes of a consumer, the least first.
  public enum Verdict {
    UNAFFECTED,
    AT_RISK,
    BROKEN;

    /// The word of outputs: `unaffected`, `at-risk`, `broken`.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// What one change does to the consumer.
  ///
  /// @param reason why, as half a sentence
  public record Effect(SchemaChange change, Verdict verdict, String reason) {}

  /// Judges a change for one consumer.
  ///
  /// A consumer that says which fields it reads is taken at its word: it reads with a schema of
  /// those alone, so what happens elsewhere does not reach it, and a field that it reads must not
  /// go, even if the language has a default to put in its place.
  ///
  /// One that says with which schema it reads is judged by that very schema. What it could not read
  /// of the records of before is no doing of the change.
  ///
  /// @param before the schema of before
  /// @param comparison of the schema of before with the new one
  /// @param after the new schema
  public static ConsumerImpact of(
      Consumer consumer, PortSchema before, SchemaComparison comparison, PortSchema after) {
    PortSchema own = consumer.schema();
    List<SchemaChange> meant = own == null ? comparison.changes() : since(own, before, after);
    List<Effect> effects = new ArrayList<>();
    Verdict worst = Verdict.UNAFFECTED;
    for (SchemaChange change : meant) {
      if (consumer.looksAt(place(change))) {
        Effect effect = effect(consumer, change);
        if (effect.verdict != Verdict.UNAFFECTED) {
          effects.add(effect);
          worst = effect.verdict.compareTo(worst) > 0 ? effect.verdict : worst;
        }
      }
    }
    return new ConsumerImpact(consumer, worst, effects);
  }

  private static List<SchemaChange> since(PortSchema own, PortSchema before, PortSchema after) {
    List<SchemaChange> old = SchemaComparison.between(own, before).changes();
    return SchemaComparison.between(own, after).changes().stream()
        .filter(change -> old.stream().noneMatch(known -> isNoWorse(known, change)))
        .toList();
  }

  private static boolean isNoWorse(SchemaChange known, SchemaChange change) {
    return known.kind() == change.kind()
        && known.path().equals(change.path())
        && known.forward().compareTo(change.forward()) >= 0;
  }

  /// A new field is a change of the record that it is in.
  private static String place(SchemaChange change) {
    boolean isNew =
        change.kind() == ChangeKind.FIELD_ADDED || change.kind() == ChangeKind.RESERVED_USED;
    if (!isNew) {
      return change.path();
    }
    int dot = change.path().lastIndexOf('.');
    return dot < 0 ? "" : change.path().substring(0, dot);
  }

  private static Effect effect(Consumer consumer, SchemaChange change) {
    if (change.forward() == Impact.BREAKING) {
      return new Effect(
          change,
          Verdict.BROKEN,
          consumer.isExplicit()
              ? "it reads the field, and cannot read new records"
              : "it cannot read new records");
    }
    if (change.kind() == ChangeKind.FIELD_REMOVED
        && change.forward() == Impact.RISKY
        && consumer.isExplicit()) {
      return new Effect(change, Verdict.BROKEN, "it reads the field, which has no value any more");
    }
    if (change.forward() == Impact.RISKY) {
      return new Effect(change, Verdict.AT_RISK, "it may see missing or other values");
    }
    // With a schema of its own, it does not take the new one.
    if (change.backward() == Impact.BREAKING && consumer.schema() == null) {
      return new Effect(
          change, Verdict.AT_RISK, "with the new schema it cannot read records of before");
    }
    return new Effect(change, Verdict.UNAFFECTED, "");
  }
}
