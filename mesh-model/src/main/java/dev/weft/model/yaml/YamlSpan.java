// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Where a value stands in the text of its document: from its first character to behind its last. A
/// collection without brackets ends where its last value ends.
sealed interface YamlSpan {

  int start();

  int end();

  /// A scalar.
  record Leaf(int start, int end) implements YamlSpan {}

  /// @param isFlow whether it stands in brackets
  record Items(int start, int end, boolean isFlow, List<YamlSpan> items) implements YamlSpan {}

  /// @param isFlow whether it stands in braces
  record Pairs(int start, int end, boolean isFlow, List<Pair> pairs) implements YamlSpan {
    @Nullable Pair find(String key) {
      for (Pair pair : pairs) {
        if (pair.key.equals(key)) {
          return pair;
        }
      }
      return null;
    }
  }

  /// @param start where the key begins
  record Pair(String key, int start, YamlSpan value) {}

  /// The root of a document that [YamlReader] has nothing against.
  static YamlSpan of(String text) {
    return new Reader(text).document();
  }

  /// Reads the events once more, with both ends of each.
  final class Reader {

    private static final LoadSettings SETTINGS =
        LoadSettings.builder().setUseMarks(true).setCodePointLimit(Integer.MAX_VALUE).build();

    private final String text;
    private final int[] units;
    private final ParserImpl parser;

    private Reader(String text) {
      this.text = text;
      this.units = unitsOf(text);
      this.parser = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
    }

    private YamlSpan document() {
      Event unused = parser.next();
      unused = parser.next();
      return value(parser.next());
    }

    private YamlSpan value(Event event) {
      int start = position(event.getStartMark().orElseThrow());
      int end = position(event.getEndMark().orElseThrow());
      return switch (event) {
        case ScalarEvent scalar -> {
          ScalarStyle style = scalar.getScalarStyle();
          boolean isBlock = style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
          yield new Leaf(start, isBlock ? trimmed(start, end) : end);
        }
        case SequenceStartEvent list -> items(start, list.getFlowStyle() == FlowStyle.FLOW);
        case MappingStartEvent map -> pairs(start, map.getFlowStyle() == FlowStyle.FLOW);
        default -> throw new IllegalStateException("unexpected event " + event);
      };
    }

    private Items items(int start, boolean isFlow) {
      List<YamlSpan> items = new ArrayList<>();
      while (!parser.checkEvent(Event.ID.SequenceEnd)) {
        items.add(value(parser.next()));
      }
      int closed = position(parser.next().getEndMark().orElseThrow());
      int end = items.isEmpty() ? start : items.getLast().end();
      return new Items(start, isFlow ? closed : end, isFlow, List.copyOf(items));
    }

    private Pairs pairs(int start, boolean isFlow) {
      List<Pair> pairs = new ArrayList<>();
      while (!parser.checkEvent(Event.ID.MappingEnd)) {
        ScalarEvent key = (ScalarEvent) parser.next();
        int at = position(key.getStartMark().orElseThrow());
        pairs.add(new Pair(key.getValue(), at, value(parser.next())));
      }
      int closed = position(parser.next().getEndMark().orElseThrow());
      int end = pairs.isEmpty() ? start : pairs.getLast().value().end();
      return new Pairs(start, isFlow ? closed : end, isFlow, List.copyOf(pairs));
    }

    private int trimmed(int start, int end) {
      int at = end;
      while (at > start && Character.isWhitespace(text.charAt(at - 1))) {
        at--;
      }
      return at;
    }

    /// The parser counts code points.
    private int position(Mark mark) {
      return units[Math.min(mark.getIndex(), units.length - 1)];
    }

    private static int[] unitsOf(String text) {
      int points = text.codePointCount(0, text.length());
      int[] positions = new int[points + 1];
      int at = 0;
      for (int i = 0; i < points; i++) {
        positions[i] = at;
        at += Character.charCount(text.codePointAt(at));
      }
      positions[points] = at;
      return positions;
    }
  }
}
