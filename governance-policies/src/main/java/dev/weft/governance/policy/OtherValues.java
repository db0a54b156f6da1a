// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import dev.weft.governance.engine.Variable;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlNode.Kind;
import dev.weft.model.yaml.YamlNode.Scalar;
import dev.weft.model.yaml.YamlNode.Sequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Values near that of a parameter: one more and one less, another text, a list without one of its
/// items. Of a long list nobody shows every item in a case, so it is emptied instead.
final class OtherValues {

  private static final int MOST_ITEMS = 5;
  private static final int MOST_SHOWN = 6;

  /// The last number of a duration, which counts the smallest unit.
  private static final Pattern DURATION = Pattern.compile("(.*?)([0-9]+)([A-Z])");

  private OtherValues() {}

  static List<YamlNode> of(Variable.Type type, YamlNode value) {
    return switch (value) {
      case Sequence list -> lists(list);
      case Scalar scalar ->
          switch (type) {
            case INT, DOUBLE -> numbers(scalar);
            case BOOL ->
                List.of(like(scalar, String.valueOf(!Boolean.parseBoolean(scalar.text()))));
            case DURATION -> durations(scalar);
            case STRING -> List.of(new Scalar(scalar.text() + "~", Kind.TEXT, scalar.location()));
            case TIMESTAMP, STRINGS -> List.of();
          };
      case YamlNode.Mapping _ -> List.of();
    };
  }

  private static List<YamlNode> lists(Sequence list) {
    Location location = list.location();
    if (list.items().size() > MOST_ITEMS) {
      return List.of(new Sequence(List.of(), location));
    }
    List<YamlNode> others = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      List<YamlNode> items = new ArrayList<>(list.items());
      items.remove(i);
      others.add(new Sequence(items, location));
    }
    return others;
  }

  private static List<YamlNode> numbers(Scalar scalar) {
    BigDecimal number = new BigDecimal(scalar.text());
    Scalar more = like(scalar, number.add(BigDecimal.ONE).toPlainString());
    // Parameters count or measure something, of which there is never less than nothing.
    return number.signum() == 0
        ? List.of(more)
        : List.of(like(scalar, number.subtract(BigDecimal.ONE).toPlainString()), more);
  }

  private static List<YamlNode> durations(Scalar scalar) {
    Matcher parts = DURATION.matcher(scalar.text());
    if (!parts.matches()) {
      return List.of();
    }
    List<YamlNode> others = new ArrayList<>();
    long number = Long.parseLong(parts.group(2));
    for (long other : new long[] {number - 1, number + 1}) {
      if (other >= 0) {
        others.add(like(scalar, parts.group(1) + other + parts.group(3)));
      }
    }
    return others;
  }

  private static Scalar like(Scalar scalar, String text) {
    return new Scalar(text, scalar.kind(), scalar.location());
  }

  /// As a report shows it.
  static String shown(YamlNode value) {
    return switch (value) {
      case Scalar scalar -> scalar.shortened();
      case Sequence list -> {
        String items =
            list.items().stream()
                .limit(MOST_SHOWN)
                .map(OtherValues::shown)
                .collect(Collectors.joining(", "));
        yield "[" + items + (list.items().size() > MOST_SHOWN ? ", …]" : "]");
      }
      case YamlNode.Mapping map -> map.describe();
    };
  }
}
