// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.language.Words;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import dev.weft.model.topic.Quantities;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlNode.Mapping;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes values out of a manifest whose form was checked before.
final class Reading {

  private static final Mapping EMPTY =
      new Mapping(List.of(), dev.weft.model.diagnostic.Location.ofFile(""));

  private Reading() {}

  static @Nullable String text(Mapping map, String key) {
    return map.value(key) instanceof YamlNode.Scalar scalar ? scalar.text() : null;
  }

  static String text(Mapping map, String key, String fallback) {
    String text = text(map, key);
    return text == null ? fallback : text;
  }

  static String required(Mapping map, String key) {
    String text = text(map, key);
    if (text == null) {
      throw new IllegalStateException("unchecked manifest: " + key + " is missing");
    }
    return text;
  }

  static Mapping mapping(Mapping map, String key) {
    return map.value(key) instanceof Mapping inner ? inner : EMPTY;
  }

  static Mapping mapping(YamlNode node) {
    return node instanceof Mapping map ? map : EMPTY;
  }

  static boolean isEmpty(Mapping map) {
    return map == EMPTY;
  }

  static List<YamlNode> items(Mapping map, String key) {
    YamlNode value = map.value(key);
    return switch (value) {
      case null -> List.of();
      case YamlNode.Sequence list -> list.items();
      case YamlNode.Scalar scalar -> List.of(scalar);
      case Mapping inner -> List.of(inner);
    };
  }

  static List<String> texts(Mapping map, String key) {
    List<YamlNode> items = items(map, key);
    if (items.isEmpty()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(items.size());
    for (YamlNode item : items) {
      texts.add(((YamlNode.Scalar) item).text());
    }
    return texts;
  }

  static List<String> sortedTexts(Mapping map, String key) {
    return texts(map, key).stream().sorted().distinct().toList();
  }

  static <T> @Nullable T value(Mapping map, String key, Function<String, T> reader) {
    String text = text(map, key);
    return text == null ? null : reader.apply(text);
  }

  static @Nullable Integer whole(Mapping map, String key) {
    return value(map, key, Integer::valueOf);
  }

  static @Nullable Double decimal(Mapping map, String key) {
    return value(map, key, Double::valueOf);
  }

  static @Nullable Duration duration(Mapping map, String key) {
    return value(map, key, text -> Quantities.parseDuration(text).orElseThrow());
  }

  static @Nullable LocalDate date(Mapping map, String key) {
    return value(map, key, LocalDate::parse);
  }

  static @Nullable Boolean flag(Mapping map, String key) {
    return value(map, key, Boolean::parseBoolean);
  }

  /// The constant of an enum that a manifest writes in lower case with `-`, or as in Java.
  static <E extends Enum<E>> @Nullable E constant(Mapping map, String key, E[] constants) {
    String text = text(map, key);
    if (text == null) {
      return null;
    }
    for (E constant : constants) {
      if (constant.name().equals(text) || Words.of(constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalStateException("unchecked manifest: " + key + " is " + text);
  }

  static ApplicationName application(String text) {
    int slash = text.indexOf('/');
    return new ApplicationName(text.substring(0, slash), text.substring(slash + 1));
  }

  static ProductName product(String text) {
    int slash = text.indexOf('/');
    return new ProductName(text.substring(0, slash), text.substring(slash + 1));
  }

  static PortName port(String text) {
    int slash = text.lastIndexOf('/');
    return localPort(product(text.substring(0, slash)), text.substring(slash + 1));
  }

  static PortName localPort(ProductName product, String text) {
    int at = text.indexOf("@v");
    return new PortName(product, text.substring(0, at), Integer.parseInt(text.substring(at + 2)));
  }
}
