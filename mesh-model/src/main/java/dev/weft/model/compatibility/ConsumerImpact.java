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
  /// @param comparison of the schema of before with the new one
  /// @param after the new schema
  public static ConsumerImpact of(
      Consumer consumer, SchemaComparison comparison, PortSchema after) {
    PortSchema own = consumer.schema();
    SchemaComparison meant = own == null ? comparison : SchemaComparison.between(own, after);
    List<Effect> effects = new ArrayList<>();
    Verdict worst = Verdict.UNAFFECTED;
    for (SchemaChange change : meant.changes()) {
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
