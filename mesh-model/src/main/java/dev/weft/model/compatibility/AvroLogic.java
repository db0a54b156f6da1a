// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Logical types and other properties, which Avro's own check of compatibility does not look at.
final class AvroLogic {

  private final Walk walk;

  AvroLogic(Walk walk) {
    this.walk = walk;
  }

  void logical(Spot at, Schema before, Schema after) {
    String old = before.getProp("logicalType");
    String now = after.getProp("logicalType");
    if ("decimal".equals(old) && "decimal".equals(now)) {
      decimal(at, before, after);
      return;
    }
    if (Objects.equals(old, now)) {
      return;
    }
    boolean isUnit = old != null && now != null && isOtherUnit(old, now);
    Impact impact = isUnit ? Impact.BREAKING : Impact.RISKY;
    walk.add(
        at,
        ChangeKind.LOGICAL_TYPE_CHANGED,
        impact,
        impact,
        "%s was %s and is %s: the same bytes, read with another meaning."
            .formatted(at.name(), logicalWord(old), logicalWord(now)),
        isUnit
            ? "add a field with the new unit, and let readers move to it"
            : "tell consumers, or add a new field instead");
  }

  private void decimal(Spot at, Schema before, Schema after) {
    int oldScale = number(before, "scale");
    int newScale = number(after, "scale");
    int oldPrecision = number(before, "precision");
    int newPrecision = number(after, "precision");
    if (oldScale != newScale) {
      walk.add(
          at,
          ChangeKind.LOGICAL_TYPE_CHANGED,
          Impact.BREAKING,
          Impact.BREAKING,
          "%s has scale %d instead of %d: values are off by powers of ten."
              .formatted(at.name(), newScale, oldScale),
          "add a field with the new scale, and let readers move to it");
    } else if (oldPrecision != newPrecision) {
      boolean isMore = newPrecision > oldPrecision;
      walk.add(
          at,
          isMore ? ChangeKind.TYPE_WIDENED : ChangeKind.TYPE_NARROWED,
          isMore ? Impact.SAFE : Impact.RISKY,
          isMore ? Impact.RISKY : Impact.SAFE,
          "%s has %d digits instead of %d.".formatted(at.name(), newPrecision, oldPrecision),
          isMore ? "check that readers have room for longer numbers" : "");
    }
  }

  private static int number(Schema type, String property) {
    return type.getObjectProp(property) instanceof Number number ? number.intValue() : 0;
  }

  private static boolean isOtherUnit(String old, String now) {
    String one = unit(old);
    return !one.isEmpty() && !unit(now).isEmpty() && !one.equals(unit(now));
  }

  private static String unit(String logical) {
    int dash = logical.lastIndexOf('-');
    boolean isTime = logical.contains("time") && dash > 0;
    return isTime ? logical.substring(dash + 1) : "";
  }

  private static String logicalWord(@Nullable String logical) {
    return logical == null ? "of no logical type" : "`" + logical + "`";
  }

  void notes(Spot at, JsonProperties before, JsonProperties after) {
    Map<String, Object> old = new TreeMap<>(before.getObjectProps());
    Map<String, Object> now = new TreeMap<>(after.getObjectProps());
    for (String key : List.of("logicalType", "precision", "scale")) {
      old.remove(key);
      now.remove(key);
    }
    if (!old.equals(now)) {
      Set<String> keys = new TreeSet<>(old.keySet());
      keys.addAll(now.keySet());
      keys.removeIf(key -> Objects.equals(old.get(key), now.get(key)));
      walk.safe(
          at,
          ChangeKind.ANNOTATION_CHANGED,
          "%s has other values of %s.".formatted(at.name(), String.join(", ", keys)));
    }
  }

  void doc(Spot at, @Nullable String before, @Nullable String after) {
    if (!text(before).equals(text(after))) {
      walk.safe(at, ChangeKind.DOC_CHANGED, "%s is described in other words.".formatted(at.name()));
    }
  }

  private static String text(@Nullable String doc) {
    return doc == null ? "" : doc.strip();
  }
}
