// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.yaml.YamlEditor.Result;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is not edited stays as it was written, byte for byte.
class YamlEditorTest {

  private static final String PRODUCT =
      """
      # Parcels, by the shop
      kind: DataProduct   # a product
      metadata: {name: parcels, tags: [goods]}
      spec:
        type: "source-aligned"
        ports:
          - name: scans # the only one
            version: 1
            topic: {partitions: 3, retention: P7D} # a week

            sla:
              freshness: PT1M
              # not yet: availability
            tags:
              - one
              - two   # the last
          # this belongs to routes
          - name: routes
            description: |
              Several
              lines.
            empty:
        note: 'é 😀' # with more than one byte
      """;

  private static YamlNode value(String yaml) {
    return Objects.requireNonNull(YamlReader.read("value.yaml", yaml).root());
  }

  private static List<Object> path(String path) {
    return Arrays.asList(YamlPath.parse(path));
  }

  private static String edited(YamlStep step) {
    return edited(PRODUCT, step);
  }

  private static String edited(String text, YamlStep step) {
    Result result = YamlEditor.edit(text, List.of(step));
    assertThat(result).isInstanceOf(Result.Edited.class);
    return ((Result.Edited) result).text();
  }

  private static String refused(YamlStep step) {
    Result result = YamlEditor.edit(PRODUCT, List.of(step));
    assertThat(result).isInstanceOf(Result.Refused.class);
    return ((Result.Refused) result).reason();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          spec.type                      | aggregate   | "source-aligned"  | aggregate
          spec.ports[0].topic.retention  | P3D         | retention: P7D    | retention: P3D
          spec.ports[0].topic.partitions | 12          | partitions: 3     | partitions: 12
          spec.ports[0].topic            | {a: [1, b]} | {partitions: 3, retention: P7D} | {a: [1, b]}
          metadata.tags                  | ["no", "1"] | [goods]           | ["no", "1"]
          spec.ports[0].sla.freshness    | "a: b # c"  | PT1M              | "a: b # c"
          spec.note                      | "é 😀 ü"     | 'é 😀'             | "é 😀 ü"
          spec.ports[1].empty            | full        | empty:            | empty: full
          """)
  void aValueIsReplacedWhereItStands(String path, String value, String before, String after) {
    assertThat(edited(new YamlStep.Set(path(path), value(value))))
        .isEqualTo(PRODUCT.replace(before, after));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spec.ports[0].topic.config.x      | 2   | retention: P7D}                 | retention: P7D, config: {x: 2}}
          spec.ports[0].topic.config["a.b"] | 2   | retention: P7D}                 | retention: P7D, config: {a.b: 2}}
          spec.ports[1].empty.x.z           | 2   | empty:                          | empty: {x: {z: 2}}
          metadata.title                    | Hi  | [goods]}                        | [goods], title: Hi}
          metadata["a b"]                   | Hi  | [goods]}                        | [goods], "a b": Hi}
          """)
  void aKeyIsAddedInBraces(String path, String value, String before, String after) {
    assertThat(edited(new YamlStep.Set(path(path), value(value))))
        .isEqualTo(PRODUCT.replace(before, after));
  }

  @Test
  void aKeyIsAddedOnALineOfItsOwn() {
    assertThat(edited(new YamlStep.Set(path("spec.ports[0].sla.availability"), value("99.5"))))
        .isEqualTo(PRODUCT.replace("PT1M\n", "PT1M\n        availability: 99.5\n"));
    assertThat(edited(new YamlStep.Set(path("spec.ports[0].classification"), value("internal"))))
        .isEqualTo(PRODUCT.replace("# the last\n", "# the last\n      classification: internal\n"));
    assertThat(edited(new YamlStep.Set(path("status.since"), value("today"))))
        .isEqualTo(PRODUCT + "status: {since: today}\n");
  }

  @Test
  void anItemIsAddedOnce() {
    assertThat(edited(new YamlStep.Add(path("metadata.tags"), value("new"))))
        .isEqualTo(PRODUCT.replace("[goods]", "[goods, new]"));
    assertThat(edited(new YamlStep.Add(path("spec.ports[0].tags"), value("three"))))
        .isEqualTo(PRODUCT.replace("# the last\n", "# the last\n        - three\n"));
    assertThat(edited(new YamlStep.Add(path("spec.ports[1].tags"), value("one"))))
        .isEqualTo(PRODUCT.replace("empty:\n", "empty:\n      tags: [one]\n"));
    assertThat(edited(new YamlStep.Add(path("spec.ports[0].tags"), value("two"))))
        .isEqualTo(PRODUCT);
  }

  @Test
  void aKeyOrAnItemIsTakenAway() {
    assertThat(edited(new YamlStep.Remove(path("spec.ports[0].topic.partitions"))))
        .isEqualTo(PRODUCT.replace("partitions: 3, ", ""));
    assertThat(edited(new YamlStep.Remove(path("spec.ports[0].topic.retention"))))
        .isEqualTo(PRODUCT.replace(", retention: P7D", ""));
    assertThat(edited(new YamlStep.Remove(path("spec.ports[0].tags[1]"))))
        .isEqualTo(PRODUCT.replace("        - two   # the last\n", ""));
    assertThat(edited(new YamlStep.Remove(path("spec.ports[0].version"))))
        .isEqualTo(PRODUCT.replace("      version: 1\n", ""));
    assertThat(edited(new YamlStep.Remove(path("spec.nothing")))).isEqualTo(PRODUCT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tags: [a, b, c] | tags[0] | tags: [b, c]
          tags: [a, b, c] | tags[1] | tags: [a, c]
          tags: [a, b, c] | tags[2] | tags: [a, b]
          tags: [a]       | tags[0] | tags: []
          tags: {a: 1}    | tags.a  | tags: {}
          tags: [a]       | tags[7] | tags: [a]
          `a: 1\\nb: 2`   | b       | `a: 1\\n`
          """)
  void theLastOfSeveralLeavesNoCommaBehind(String text, String path, String after) {
    assertThat(edited(text.translateEscapes(), new YamlStep.Remove(path(path))))
        .isEqualTo(after.translateEscapes());
  }

  @Test
  void whatIsEmptyIsFilled() {
    assertThat(edited("tags: [] # none\n", new YamlStep.Add(path("tags"), value("a"))))
        .isEqualTo("tags: [a] # none\n");
    assertThat(edited("tags: # none\n", new YamlStep.Add(path("tags"), value("a"))))
        .isEqualTo("tags: [a] # none\n");
    assertThat(edited("config: { } # none\n", new YamlStep.Set(path("config.a"), value("1"))))
        .isEqualTo("config: {a: 1} # none\n");
  }

  @Test
  void whatIsFoldedEndsWithItsLastWord() {
    String text = "a: >\n  Several\n  lines.\n\nb: 1\n";

    assertThat(edited(text, new YamlStep.Remove(path("a")))).isEqualTo("\nb: 1\n");
  }

  @Test
  void lineEndsStayAsTheyAre() {
    String windows = PRODUCT.replace("\n", "\r\n");
    String open = "spec:\n  type: a";

    assertThat(
            edited(
                windows, new YamlStep.Set(path("spec.ports[0].sla.availability"), value("99.5"))))
        .isEqualTo(windows.replace("PT1M\r\n", "PT1M\r\n        availability: 99.5\r\n"));
    assertThat(edited(open, new YamlStep.Set(path("spec.owner"), value("b"))))
        .isEqualTo("spec:\n  type: a\n  owner: b");
  }

  @Test
  void whatIsThereAlreadyIsNotWrittenAgain() {
    assertThat(edited(new YamlStep.Set(path("spec.type"), value("source-aligned"))))
        .isEqualTo(PRODUCT);
  }

  @Test
  void stepsAreMadeOnTopOfEachOther() {
    Result result =
        YamlEditor.edit(
            PRODUCT,
            List.of(
                new YamlStep.Set(path("spec.ports[0].topic.config.a"), value("1")),
                new YamlStep.Set(path("spec.ports[0].topic.config.b"), value("2"))));

    assertThat(result)
        .isEqualTo(
            new Result.Edited(
                PRODUCT.replace("retention: P7D}", "retention: P7D, config: {a: 1, b: 2}}")));
  }

  @Test
  void whatItDoesNotUnderstandIsRefused() {
    assertThat(refused(new YamlStep.Set(path("spec.ports[1].description"), value("one"))))
        .isEqualTo("what stands there now is written over several lines");
    assertThat(refused(new YamlStep.Set(path("spec.ports[0].tags"), value("[one]"))))
        .isEqualTo("what stands there now is written over several lines");
    assertThat(refused(new YamlStep.Set(path("spec.ports[2].name"), value("x"))))
        .isEqualTo("there is no item 2");
    assertThat(refused(new YamlStep.Set(path("spec.type.x"), value("x"))))
        .isEqualTo("`x` cannot stand there");
    assertThat(refused(new YamlStep.Set(path(""), value("x"))))
        .isEqualTo("the whole document is meant");
    assertThat(refused(new YamlStep.Add(path("spec.type"), value("x"))))
        .isEqualTo("`type` is no list");
    assertThat(refused(new YamlStep.Remove(path("spec.ports[0].name"))))
        .isEqualTo("something else begins on the same line");
    // Taking the only key away would leave nothing where a mapping was.
    assertThat(refused(new YamlStep.Remove(path("spec.ports[0].sla.freshness"))))
        .isEqualTo("the file is written in a way that does not let it be changed by itself");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: [b,\n  c]\n",
        "a: {b: 1,\n  c: 2}\n",
        "a:\n  - b\n",
        "a:\n  b: 1\n",
        "a: 'b\n\n  c'\n"
      })
  void whatStandsOnOtherLinesIsNotReplaced(String text) {
    Result result = YamlEditor.edit(text, List.of(new YamlStep.Set(List.of("a"), value("d"))));

    assertThat(result)
        .isEqualTo(new Result.Refused("what stands there now is written over several lines"));
  }

  @Test
  void aTextThatIsNoDocumentIsRefused() {
    assertThat(YamlEditor.edit("a: [", List.of(new YamlStep.Set(List.of("b"), value("c")))))
        .isEqualTo(new Result.Refused("the file cannot be read"));
    assertThat(
            YamlEditor.edit(
                "a: &x 1\nb: *x\n", List.of(new YamlStep.Set(List.of("c"), value("d")))))
        .isEqualTo(new Result.Refused("the file cannot be read"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          plain            | plain
          P7D              | P7D
          ada@example.org  | ada@example.org
          2026-06-01       | 2026-06-01
          yes              | "yes"
          No               | "No"
          12               | "12"
          -x               | "-x"
          a b              | "a b"
          a"b              | "a\\"b"
          """)
  void aTextIsQuotedWhereItCouldBeSomethingElse(String text, String written) {
    assertWritten(text, written);
  }

  @Test
  void whatCannotBeSeenIsWrittenByItsNumber() {
    assertWritten("a\\b\nc\td", "\"a\\\\b\\nc\\td\"");
    assertWritten("a\u0007b\u200bc", "\"a\\u0007b\\u200bc\"");
    assertWritten("a\udb40\udc01b", "\"a\\U000e0001b\"");
  }

  private static void assertWritten(String text, String written) {
    YamlNode node = new YamlNode.Scalar(text, YamlNode.Kind.TEXT, Location.ofFile(""));

    assertThat(YamlFlow.write(node)).isEqualTo(written);
    assertThat(YamlReader.read("x.yaml", written).root())
        .isInstanceOfSatisfying(
            YamlNode.Scalar.class,
            read -> {
              assertThat(read.text()).isEqualTo(text);
              assertThat(read.kind()).isEqualTo(YamlNode.Kind.TEXT);
            });
  }
}
