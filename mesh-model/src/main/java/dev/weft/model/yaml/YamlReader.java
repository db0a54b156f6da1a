// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.yaml;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads one YAML document from text that somebody unknown wrote.
///
/// Only mappings, sequences and the scalars of the core schema are taken. Anchors, aliases, tags
/// and merge keys are refused, so no file can mean more than it shows; depth and number of values
/// are limited.
public final class YamlReader {

  /// Deepest nesting of mappings and sequences.
  public static final int MAX_DEPTH = 30;

  /// Most values and keys in one file.
  public static final int MAX_NODES = 20_000;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setUseMarks(true).setCodePointLimit(Integer.MAX_VALUE).build();
  private static final int FEW = 12;

  private final String file;
  private final int @Nullable [] units;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Map<String, String> words = new HashMap<>();
  private final ParserImpl parser;
  private int nodes;

  private YamlReader(String file, String text) {
    this.file = file;
    this.units = unitsOf(text);
    this.parser = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
  }

  /// A document, or the reasons why there is none.
  ///
  /// @param root absent when the text is no document at all; otherwise the tree as far as it can be
  ///   trusted, also when there are diagnostics about it
  /// @param diagnostics in the order of the file
  public record Result(@Nullable YamlNode root, List<Diagnostic> diagnostics) {
    public Result {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /// Stops reading after a mistake behind which nothing can be understood.
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stop() {
      super("stop reading", null, false, false);
    }
  }

  /// Reads the text of a file.
  public static Result read(String file, String text) {
    Diagnostic control = controlCharacter(file, text);
    if (control != null) {
      return new Result(null, List.of(control));
    }
    YamlReader reader = new YamlReader(file, text);
    @Nullable YamlNode root = null;
    try {
      root = reader.document();
    } catch (Stop _) {
      // The diagnostic is already there.
    } catch (MarkedYamlEngineException e) {
      reader.syntax(e);
    } catch (YamlEngineException e) {
      reader.error(Location.ofFile(file), Rules.YAML_SYNTAX, "The file is not valid YAML.", "");
    }
    return new Result(root, reader.diagnostics);
  }

  private static @Nullable Diagnostic controlCharacter(String file, String text) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
        start = i + 1;
      } else if (c < ' ' && c != '\t' && c != '\r'
          || c >= 0x7f && c < 0xa0 && c != 0x85
          || bidi(c)) {
        return Diagnostic.error(
            new Location(file, line, i - start + 1),
            Rules.YAML_CONTROL_CHARACTER,
            "The character U+%04X is invisible and not allowed.".formatted((int) c),
            "remove it");
      }
    }
    return null;
  }

  /// Marks that change the direction of text make a file look different from what it says.
  private static boolean bidi(char c) {
    return c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
  }

  private @Nullable YamlNode document() {
    Event unused = parser.next();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      error(new Location(file, 1, 1), Rules.YAML_EMPTY, "The file is empty.", "");
      return null;
    }
    unused = parser.next();
    YamlNode root = node(parser.next(), 1);
    unused = parser.next();
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      error(
          place(parser.peekEvent()),
          Rules.YAML_SEVERAL_DOCUMENTS,
          "A second document begins here, and a file holds one manifest.",
          "move it to a file of its own");
    }
    return root;
  }

  private YamlNode node(Event event, int depth) {
    Location place = place(event);
    if (++nodes > MAX_NODES) {
      error(
          place,
          Rules.YAML_TOO_LARGE,
          "The file has more than " + MAX_NODES + " keys and values.",
          "split it");
      throw new Stop();
    }
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar, place);
      case SequenceStartEvent start -> {
        plain(start.getAnchor(), start.getTag(), place);
        yield sequence(place, depth);
      }
      case MappingStartEvent start -> {
        plain(start.getAnchor(), start.getTag(), place);
        yield mapping(place, depth);
      }
      case AliasEvent alias -> {
        error(
            place,
            Rules.YAML_ANCHOR,
            "The alias `*" + alias.getAlias() + "` is not allowed.",
            "write the value out; what many products share belongs into `defaults`");
        yield new YamlNode.Scalar("", YamlNode.Kind.NOTHING, place);
      }
      default -> throw new IllegalStateException("unexpected event " + event);
    };
  }

  private YamlNode scalar(ScalarEvent event, Location place) {
    plain(event.getAnchor(), event.getTag(), place);
    String value = event.getValue();
    YamlNode.Kind kind = event.isPlain() ? CoreSchema.kindOf(value) : YamlNode.Kind.TEXT;
    return new YamlNode.Scalar(shared(value), kind, place);
  }

  private YamlNode sequence(Location place, int depth) {
    deeper(place, depth);
    List<YamlNode> items = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(node(parser.next(), depth + 1));
    }
    Event unused = parser.next();
    return new YamlNode.Sequence(items, place);
  }

  private YamlNode mapping(Location place, int depth) {
    deeper(place, depth);
    List<YamlNode.Entry> entries = new ArrayList<>();
    Map<String, Location> seen = new HashMap<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Event event = parser.next();
      Location keyPlace = place(event);
      YamlNode keyNode = node(event, depth + 1);
      YamlNode value = node(parser.next(), depth + 1);
      if (!(keyNode instanceof YamlNode.Scalar scalar)) {
        error(
            keyPlace, Rules.YAML_KEY, "A key must be a text, not " + keyNode.describe() + ".", "");
        continue;
      }
      String key = scalar.text();
      if (key.equals("<<") && event instanceof ScalarEvent raw && raw.isPlain()) {
        error(
            keyPlace,
            Rules.YAML_ANCHOR,
            "The merge key `<<` is not allowed.",
            "write the values out; what many products share belongs into `defaults`");
        continue;
      }
      Location first = seen.putIfAbsent(key, keyPlace);
      if (first != null) {
        error(
            keyPlace,
            Rules.YAML_DUPLICATE_KEY,
            "The key `%s` is given twice, first at line %d."
                .formatted(scalar.shortened(), first.line()),
            "keep one of the two");
        continue;
      }
      entries.add(new YamlNode.Entry(key, keyPlace, value));
    }
    Event unused = parser.next();
    return new YamlNode.Mapping(entries, place);
  }

  private void deeper(Location place, int depth) {
    if (depth > MAX_DEPTH) {
      error(
          place,
          Rules.YAML_TOO_DEEP,
          "Values are nested more than " + MAX_DEPTH + " levels deep.",
          "");
      throw new Stop();
    }
  }

  private void plain(Optional<Anchor> anchor, Optional<String> tag, Location place) {
    if (anchor.isPresent()) {
      error(
          place,
          Rules.YAML_ANCHOR,
          "The anchor `&" + anchor.get() + "` is not allowed.",
          "remove it; what many products share belongs into `defaults`");
    }
    if (tag.isPresent()) {
      error(place, Rules.YAML_TAG, "The tag `" + tag.get() + "` is not allowed.", "remove it");
    }
  }

  private void syntax(MarkedYamlEngineException problem) {
    SyntaxWords said = SyntaxWords.of(problem);
    Mark mark = problem.getProblemMark().or(problem::getContextMark).orElse(null);
    Mark opened = problem.getContextMark().orElse(null);
    boolean atOpening = said.message().contains("closed") && opened != null;
    error(place(atOpening ? opened : mark), Rules.YAML_SYNTAX, said.message(), said.hint());
  }

  private void error(Location place, String rule, String message, String hint) {
    diagnostics.add(Diagnostic.error(place, rule, message, hint));
  }

  private Location place(Event event) {
    return place(event.getStartMark().orElse(null));
  }

  private Location place(@Nullable Mark mark) {
    if (mark == null) {
      return Location.ofFile(file);
    }
    int column = mark.getColumn();
    if (units != null) {
      int index = Math.min(mark.getIndex(), units.length - 1);
      column = units[index] - units[Math.max(0, index - column)];
    }
    return new Location(file, mark.getLine() + 1, column + 1);
  }

  /// The UTF-16 position of each code point, because the parser counts code points; absent when
  /// both are the same.
  private static int @Nullable [] unitsOf(String text) {
    int points = text.codePointCount(0, text.length());
    if (points == text.length()) {
      return null;
    }
    int[] positions = new int[points + 1];
    int at = 0;
    for (int i = 0; i < points; i++) {
      positions[i] = at;
      at += Character.charCount(text.codePointAt(at));
    }
    positions[points] = at;
    return positions;
  }

  /// Keys and words repeat; one copy of each is kept.
  private String shared(String value) {
    if (value.length() > FEW * 2) {
      return value;
    }
    String known = words.putIfAbsent(value, value);
    return known == null ? value : known;
  }
}
