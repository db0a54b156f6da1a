// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.standard;

import dev.weft.model.event.PortDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The flat fields of a schema as the tree they came from.
final class FieldTree {

  private final String name;
  private final Map<String, FieldTree> children = new LinkedHashMap<>();
  private PortDocument.@Nullable Field field;

  private FieldTree(String name) {
    this.name = name;
  }

  /// @return the fields of the outermost record
  static List<FieldTree> of(List<PortDocument.Field> fields) {
    var root = new FieldTree("");
    for (PortDocument.Field field : fields) {
      FieldTree node = root;
      for (String step : steps(field.path())) {
        node = node.children.computeIfAbsent(step, FieldTree::new);
      }
      node.field = field;
    }
    return root.children();
  }

  /// Splits `lines[].sku` into `lines`, `[]` and `sku`.
  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    for (String part : path.split("\\.", -1)) {
      String rest = part;
      List<String> suffixes = new ArrayList<>();
      while (rest.endsWith("[]") || rest.endsWith("{}")) {
        suffixes.addFirst(rest.substring(rest.length() - 2));
        rest = rest.substring(0, rest.length() - 2);
      }
      steps.add(rest);
      steps.addAll(suffixes);
    }
    return steps;
  }

  /// The field's own name; `[]` for the items of an array, `{}` for the values of a map.
  String name() {
    return name;
  }

  PortDocument.@Nullable Field field() {
    return field;
  }

  List<FieldTree> children() {
    return List.copyOf(children.values());
  }

  /// What is inside each item of an array or value of a map.
  @Nullable FieldTree inner(String step) {
    return children.get(step);
  }
}
