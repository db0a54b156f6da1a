// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosticPrinterTest {

  private static final Diagnostic TYPO =
      Diagnostic.error(
          new Location("shop/product.yaml", 2, 9),
          "manifest/unknown-key",
          "Unknown key `retentoin` in `topic`.",
          "did you mean `retention`?");

  @Test
  void showsTheLineWithACaretUnderTheKey() {
    DiagnosticPrinter printer = printer("spec:\n  t: {x: 1, retentoin: P7D}\n", false);

    String text = printer.print(at(2, 13));

    assertThat(text)
        .isEqualTo(
            """
            ERROR manifest/unknown-key
              @ shop/product.yaml:2:13
               |
             2 |   t: {x: 1, retentoin: P7D}
               |             ^^^^^^^^^
               = Unknown key `retentoin` in `topic`.
               = hint: did you mean `retention`?
            """);
  }

  @Test
  void leavesTheContextOutWhenTheFileCannotBeShown() {
    DiagnosticPrinter printer = new DiagnosticPrinter(_ -> Optional.empty(), false);

    String text = printer.print(TYPO);

    assertThat(text)
        .isEqualTo(
            """
            ERROR manifest/unknown-key
              @ shop/product.yaml:2:9
               = Unknown key `retentoin` in `topic`.
               = hint: did you mean `retention`?
            """);
  }

  @Test
  void survivesPlacesOutsideTheText() {
    DiagnosticPrinter printer = printer("short\n", false);

    assertThat(printer.print(at(1, 400))).contains(" 1 | short");
    assertThat(printer.print(at(99, 1))).doesNotContain("|");
  }

  @Test
  void cutsLongLinesAroundThePlace() {
    DiagnosticPrinter printer = printer("a".repeat(5000) + " here " + "b".repeat(5000), false);

    String text = printer.print(at(1, 5002));

    assertThat(text).contains(" here ").contains("^^^^");
    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(200));
  }

  @Test
  void coloursOnlyWhenAsked() {
    assertThat(printer("x: y\ntopics: z\n", true).print(at(2, 1))).contains("\u001b[1;31m");
    assertThat(printer("x: y\ntopics: z\n", false).print(at(2, 1))).doesNotContain("\u001b");
  }

  @Test
  void keepsTerminalControlOutOfEveryForm() {
    Diagnostic hostile =
        Diagnostic.error(TYPO.location(), TYPO.rule(), "red \u001b[31m\u202e\nnext", "a\u0007b");

    String text = printer("a\n\u001b[31m red\n", false).print(hostile) + hostile;

    assertThat(text).doesNotContain("\u001b").doesNotContain("\u202e").doesNotContain("\u0007");
    assertThat(hostile.message()).isEqualTo("red \uFFFD[31m\uFFFD next");
  }

  private static Diagnostic at(int line, int column) {
    return new Diagnostic(
        new Location(TYPO.location().file(), line, column),
        TYPO.severity(),
        TYPO.rule(),
        TYPO.message(),
        TYPO.hint());
  }

  private static DiagnosticPrinter printer(String source, boolean colours) {
    return new DiagnosticPrinter(_ -> Optional.of(source), colours);
  }
}
