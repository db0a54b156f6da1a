// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.yaml;

import dev.weft.model.diagnostic.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes values in the text of a document and leaves everything else as its author wrote it, byte
/// for byte: comments, order, quotes and line ends. What it makes is read again and compared with
/// what was wanted, so a document that is written in a way it does not understand is refused and
/// never spoilt.
public final class YamlEditor {

  private static final Location NOWHERE = Location.ofFile("");

  private final String text;
  private final YamlSpan root;

  private YamlEditor(String text) {
    this.text = text;
    this.root = YamlSpan.of(text);
  }

  /// What became of a text.
  public sealed interface Result {
    /// The text with all steps made; the same one when there was nothing to do.
    record Edited(String text) implements Result {}

    /// Why a step cannot be made, as a clause: "`topic` is no mapping".
    record Refused(String reason) implements Result {}
  }

  /// Ends an edit that cannot be made.
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String reason) {
      super(reason, null, false, false);
    }
  }

  /// Makes steps one after another.
  public static Result edit(String text, List<YamlStep> steps) {
    String now = text;
    try {
      for (YamlStep step : steps) {
        now = made(now, step);
      }
      return new Result.Edited(now);
    } catch (Refusal | YamlValues.Misfit e) {
      return new Result.Refused(String.valueOf(e.getMessage()));
    }
  }

  private static String made(String text, YamlStep step) {
    Object before = valuesOf(text);
    if (before == null) {
      throw new Refusal("the file cannot be read");
    }
    Object wanted = YamlValues.with(before, step);
    if (wanted.equals(before)) {
      return text;
    }
    String edited = new YamlEditor(text).make(step);
    if (!wanted.equals(valuesOf(edited))) {
      throw new Refusal("the file is written in a way that does not let it be changed by itself");
    }
    return edited;
  }

  private static @Nullable Object valuesOf(String text) {
    YamlReader.Result read = YamlReader.read("", text);
    YamlNode root = read.root();
    return root == null || !read.diagnostics().isEmpty() ? null : YamlValues.of(root);
  }

  private String make(YamlStep step) {
    return switch (step) {
      case YamlStep.Set set -> set(set.path(), set.value());
      case YamlStep.Add add -> add(add.path(), add.value());
      case YamlStep.Remove remove -> remove(remove.path());
    };
  }

  /// Follows a path as far as there is something; the value of a key that has none is nothing.
  private YamlSpan deepest(List<Object> path, int steps) {
    YamlSpan span = root;
    for (Object step : path.subList(0, steps)) {
      span = child(span, step);
      if (span == null) {
        throw new Refusal("there is nothing at `" + step + "`");
      }
    }
    return span;
  }

  private static @Nullable YamlSpan child(YamlSpan span, Object step) {
    return switch (span) {
      case YamlSpan.Pairs pairs when step instanceof String key -> {
        YamlSpan.Pair pair = pairs.find(key);
        yield pair == null ? null : pair.value();
      }
      case YamlSpan.Items list when step instanceof Integer index ->
          index < list.items().size() ? list.items().get(index) : null;
      default -> null;
    };
  }

  private int depth(List<Object> path) {
    YamlSpan span = root;
    for (int i = 0; i < path.size(); i++) {
      span = child(span, path.get(i));
      if (span == null) {
        return i;
      }
    }
    return path.size();
  }

  private String set(List<Object> path, YamlNode value) {
    int known = depth(path);
    YamlSpan there = deepest(path, known);
    if (known == path.size()) {
      return replaced(there, YamlFlow.write(value));
    }
    if (there instanceof YamlSpan.Leaf leaf && leaf.start() == leaf.end()) {
      return replaced(leaf, YamlFlow.write(nested(path.subList(known, path.size()), value)));
    }
    if (there instanceof YamlSpan.Pairs pairs && path.get(known) instanceof String key) {
      YamlNode inner = nested(path.subList(known + 1, path.size()), value);
      return appended(pairs, YamlFlow.text(key) + ": " + YamlFlow.write(inner));
    }
    throw new Refusal("`" + path.get(known) + "` cannot be made there");
  }

  /// A value inside of mappings that are not there yet.
  private static YamlNode nested(List<Object> keys, YamlNode value) {
    YamlNode node = value;
    for (Object key : keys.reversed()) {
      if (!(key instanceof String name)) {
        throw new Refusal("there is no item " + key);
      }
      node = new YamlNode.Mapping(List.of(new YamlNode.Entry(name, NOWHERE, node)), NOWHERE);
    }
    return node;
  }

  private String replaced(YamlSpan span, String written) {
    if (span.start() == span.end()) {
      return splice(span.start(), span.end(), " " + written);
    }
    boolean isWhole =
        switch (span) {
          case YamlSpan.Leaf _ -> true;
          case YamlSpan.Items list -> list.isFlow();
          case YamlSpan.Pairs pairs -> pairs.isFlow();
        };
    if (!isWhole || text.substring(span.start(), span.end()).indexOf('\n') >= 0) {
      throw new Refusal("what stands there now is written over several lines");
    }
    return splice(span.start(), span.end(), written);
  }

  private String appended(YamlSpan.Pairs pairs, String pair) {
    if (pairs.isFlow()) {
      return pairs.pairs().isEmpty()
          ? splice(pairs.start() + 1, pairs.end() - 1, pair)
          : insert(pairs.pairs().getLast().value().end(), ", " + pair);
    }
    int first = pairs.pairs().getFirst().start();
    return newLine(pairs.end(), " ".repeat(first - lineStart(first)) + pair);
  }

  private String add(List<Object> path, YamlNode value) {
    if (depth(path) < path.size() || !(deepest(path, path.size()) instanceof YamlSpan.Items list)) {
      return set(path, new YamlNode.Sequence(List.of(value), NOWHERE));
    }
    String written = YamlFlow.write(value);
    if (list.isFlow()) {
      return list.items().isEmpty()
          ? splice(list.start() + 1, list.end() - 1, written)
          : insert(list.items().getLast().end(), ", " + written);
    }
    int dash = list.start();
    return newLine(list.end(), " ".repeat(dash - lineStart(dash)) + "- " + written);
  }

  private String remove(List<Object> path) {
    YamlSpan parent = deepest(path, path.size() - 1);
    Object step = path.getLast();
    return switch (parent) {
      case YamlSpan.Pairs pairs -> {
        YamlSpan.Pair pair = pairs.find(String.valueOf(step));
        if (pair == null) {
          throw new Refusal("there is nothing at `" + step + "`");
        }
        int index = pairs.pairs().indexOf(pair);
        int before = index == 0 ? -1 : pairs.pairs().get(index - 1).value().end();
        int after = index + 1 == pairs.pairs().size() ? -1 : pairs.pairs().get(index + 1).start();
        yield pairs.isFlow()
            ? cut(pair.start(), pair.value().end(), before, after)
            : cutLines(pair.start(), pair.value().end());
      }
      case YamlSpan.Items list -> {
        int index = (Integer) step;
        YamlSpan item = list.items().get(index);
        int before = index == 0 ? -1 : list.items().get(index - 1).end();
        int after = index + 1 == list.items().size() ? -1 : list.items().get(index + 1).start();
        yield list.isFlow()
            ? cut(item.start(), item.end(), before, after)
            : cutLines(text.lastIndexOf('-', item.start()), item.end());
      }
      case YamlSpan.Leaf _ -> throw new Refusal("there is nothing at `" + step + "`");
    };
  }

  /// Takes one of several values between brackets away, with the comma to its neighbour.
  private String cut(int start, int end, int before, int after) {
    if (after >= 0) {
      return splice(start, after, "");
    }
    return before >= 0 ? splice(before, end, "") : splice(start, end, "");
  }

  /// Takes whole lines away, which nothing else may stand on.
  private String cutLines(int start, int end) {
    int from = lineStart(start);
    if (!text.substring(from, start).isBlank()) {
      throw new Refusal("something else begins on the same line");
    }
    int newline = text.indexOf('\n', end);
    return splice(from, newline < 0 ? text.length() : newline + 1, "");
  }

  private int lineStart(int position) {
    return text.lastIndexOf('\n', position - 1) + 1;
  }

  /// Puts a line below the one that a position is on.
  private String newLine(int position, String line) {
    int newline = text.indexOf('\n', position);
    String ending = text.contains("\r\n") ? "\r\n" : "\n";
    return newline < 0 ? insert(text.length(), ending + line) : insert(newline + 1, line + ending);
  }

  private String insert(int position, String more) {
    return splice(position, position, more);
  }

  private String splice(int start, int end, String instead) {
    return text.substring(0, start) + instead + text.substring(end);
  }
}
