// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.ReservedElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kotlin.ranges.IntRange;

/// What the Protobuf compiler would refuse and a parser of the grammar alone lets through.
final class ProtoChecks {

  private static final int MAX_NUMBER = (1 << 29) - 1;

  private final String path;
  private final List<Diagnostic> problems;

  private ProtoChecks(String path, List<Diagnostic> problems) {
    this.path = path;
    this.problems = problems;
  }

  static void check(String path, TypeElement type, List<Diagnostic> problems) {
    ProtoChecks checks = new ProtoChecks(path, problems);
    checks.name(type.getName(), type.getLocation());
    if (type instanceof MessageElement message) {
      checks.message(message);
    } else if (type instanceof EnumElement values) {
      checks.values(values);
    }
  }

  /// All fields of a message in the order of the text, those of `oneof` included.
  static List<FieldElement> fields(MessageElement message) {
    List<FieldElement> fields = new ArrayList<>(message.getFields());
    for (OneOfElement oneOf : message.getOneOfs()) {
      fields.addAll(oneOf.getFields());
    }
    fields.sort(
        Comparator.comparingInt((FieldElement field) -> field.getLocation().getLine())
            .thenComparingInt(field -> field.getLocation().getColumn()));
    return fields;
  }

  private void message(MessageElement message) {
    if (!message.getGroups().isEmpty()) {
      problem(
          message.getGroups().getFirst().getLocation(),
          SchemaRules.INVALID,
          "proto3 has no groups.",
          "Use a field of a message type.");
    }
    Set<String> names = new HashSet<>();
    Map<Integer, String> numbers = new HashMap<>();
    for (FieldElement field : fields(message)) {
      name(field.getName(), field.getLocation());
      if (!names.add(field.getName())) {
        problem(
            field.getLocation(),
            SchemaRules.DUPLICATE_NAME,
            "The field `" + field.getName() + "` stands twice in `" + message.getName() + "`.",
            "Remove or rename one of the two.");
      }
      int number = field.getTag();
      String other = numbers.putIfAbsent(number, field.getName());
      if (other != null) {
        problem(
            field.getLocation(),
            SchemaRules.DUPLICATE_NAME,
            "The fields `"
                + other
                + "` and `"
                + field.getName()
                + "` have the same number "
                + number
                + ".",
            "Give `" + field.getName() + "` a number that was never used.");
      }
      if (number < 1 || number > MAX_NUMBER || (number >= 19_000 && number <= 19_999)) {
        problem(
            field.getLocation(),
            SchemaRules.INVALID,
            "The field `"
                + field.getName()
                + "` has the number "
                + number
                + ", which is not allowed.",
            "Use a number from 1 to " + MAX_NUMBER + " outside 19000 to 19999.");
      }
      if (isReserved(message.getReserveds(), field.getName(), number)) {
        problem(
            field.getLocation(),
            SchemaRules.INVALID,
            "The name or number of the field `" + field.getName() + "` is reserved.",
            "Use a name and a number that were never used.");
      }
    }
  }

  private static boolean isReserved(List<ReservedElement> reserveds, String name, int number) {
    for (ReservedElement reserved : reserveds) {
      for (Object value : reserved.getValues()) {
        boolean hit =
            switch (value) {
              case String text -> text.equals(name);
              case Integer single -> single == number;
              case IntRange range -> range.contains(number);
              default -> false;
            };
        if (hit) {
          return true;
        }
      }
    }
    return false;
  }

  private void values(EnumElement element) {
    Set<String> names = new HashSet<>();
    Set<Integer> numbers = new HashSet<>();
    boolean alias = element.getOptions().stream().anyMatch(ProtoChecks::allowsAlias);
    for (EnumConstantElement value : element.getConstants()) {
      name(value.getName(), value.getLocation());
      if (!names.add(value.getName())) {
        problem(
            value.getLocation(),
            SchemaRules.DUPLICATE_NAME,
            "The value `" + value.getName() + "` stands twice in `" + element.getName() + "`.",
            "Remove or rename one of the two.");
      } else if (!numbers.add(value.getTag()) && !alias) {
        problem(
            value.getLocation(),
            SchemaRules.DUPLICATE_NAME,
            "The number " + value.getTag() + " stands twice in `" + element.getName() + "`.",
            "Give `" + value.getName() + "` a number that was never used.");
      }
    }
    if (element.getConstants().isEmpty() || element.getConstants().getFirst().getTag() != 0) {
      problem(
          element.getLocation(),
          SchemaRules.INVALID,
          "The first value of the enum `" + element.getName() + "` is not 0.",
          "Begin it by a value such as `UNSPECIFIED = 0;`.");
    }
  }

  private static boolean allowsAlias(OptionElement option) {
    return option.getName().equals("allow_alias")
        && String.valueOf(option.getValue()).equals("true");
  }

  private void name(String name, com.squareup.wire.schema.Location at) {
    if (!AvroNames.isName(name)) {
      problem(
          at,
          SchemaRules.INVALID_NAME,
          "`" + name + "` is not a Protobuf name.",
          "Use letters, digits and `_`, and begin with no digit.");
    }
  }

  private void problem(
      com.squareup.wire.schema.Location at, String rule, String message, String hint) {
    if (problems.size() < 100) {
      problems.add(
          Diagnostic.error(
              new Location(path, Math.max(0, at.getLine()), Math.max(0, at.getColumn())),
              rule,
              message,
              hint));
    }
  }
}
