// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {

  private static final String ODD = "{}[]:,-\"'#&*!|>%@`? \n\tab1~<\\";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yes | TEXT",
        "on | TEXT",
        "true | FLAG",
        "False | FLAG",
        "null | NOTHING",
        "~ | NOTHING",
        "12 | WHOLE",
        "-7 | WHOLE",
        "012 | WHOLE",
        "0x1F | WHOLE",
        "0o17 | WHOLE",
        "1.5 | DECIMAL",
        ".5 | DECIMAL",
        "1e3 | DECIMAL",
        ".inf | DECIMAL",
        "1e | TEXT",
        ". | TEXT",
        "- | TEXT",
        "1_000 | TEXT",
        "2027-03-01 | TEXT",
        "12:30:45 | TEXT",
        "P7D | TEXT",
        "10MiB | TEXT",
      })
  void takesScalarsAsTheCoreSchemaDoes(String text, YamlNode.Kind kind) {
    assertThat(CoreSchema.kindOf(text)).isEqualTo(kind);
  }

  @Test
  void takesQuotedScalarsForText() {
    YamlNode root =
        Objects.requireNonNull(YamlReader.read("f", "- \"1\"\n- ''\n- |-\n  true\n").root());

    assertThat(((YamlNode.Sequence) root).items())
        .allSatisfy(
            item -> assertThat(((YamlNode.Scalar) item).kind()).isEqualTo(YamlNode.Kind.TEXT));
  }

  @Test
  void countsColumnsInUtf16Units() {
    YamlNode root = Objects.requireNonNull(YamlReader.read("f", "{\"🛒🛒\": 1, b: [é, x]}").root());

    assertThat(root.at("b", 1)).isEqualTo(new Location("f", 1, 20));
  }

  @Test
  void endsQuicklyOnAManyNodesFile() {
    String text = "[" + "x,".repeat(YamlReader.MAX_NODES) + "]";

    assertThat(YamlReader.read("f", text).diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly(Rules.YAML_TOO_LARGE);
  }

  @Test
  void namesTheLineOfTheFirstByteThatIsNotUtf8() {
    byte[] bytes = "a: b\nc: ?\n".getBytes(StandardCharsets.UTF_8);
    bytes[8] = (byte) 0xff;

    assertThat(Utf8.decode(bytes)).isEqualTo(new Utf8.Decoded.Broken(2, 4, 8));
  }

  @Test
  void neverThrowsForAnyText() {
    Property.holds(
        3000,
        random -> {
          StringBuilder text = new StringBuilder();
          int length = random.nextInt(40);
          for (int i = 0; i < length; i++) {
            text.append(ODD.charAt(random.nextInt(ODD.length())));
          }

          YamlReader.Result result = YamlReader.read("f", text.toString());

          assertThat(result.root() != null || !result.diagnostics().isEmpty()).isTrue();
        });
  }
}
