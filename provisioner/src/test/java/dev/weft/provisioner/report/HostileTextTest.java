// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.Notice;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.provisioner.plan.Plan;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/// Names, schemas and servers' messages come from others; no output may let them act.
final class HostileTextTest {

  private static final Location PLACE = new Location(Plans.HOSTILE, 3, 5);
  private static final List<Diagnostic> FINDINGS =
      List.of(Diagnostic.error(PLACE, "manifest/x", Plans.HOSTILE, Plans.HOSTILE));

  /// The same, and a finding whose fix and waiver somebody else wrote.
  private static final List<Notice> NOTICES = Plans.hostileNotices(FINDINGS);

  static Stream<String> outputs() {
    Plan plan = Plans.hostile();
    var options = new PlanText.Options(false, Plans.HOSTILE);
    PlanView view = Plans.view(plan, List.of(Plans.HOSTILE), NOTICES);
    Drift drift = Drift.of(plan, List.of());
    return Stream.of(
        PlanText.render(view, options, Look.PLAIN),
        PlanMarkdown.render(view),
        PlanJson.render(view),
        ApplyText.render(GoldenOutputTest.report(plan), false, Plans.HOSTILE, Look.PLAIN),
        ApplyJson.render(GoldenOutputTest.report(plan)),
        DriftText.render(drift, true, Look.PLAIN),
        DriftJson.render(drift),
        DiagnosticText.lines(FINDINGS, Look.PLAIN),
        DiagnosticText.contextual(NOTICES, _ -> Plans.HOSTILE, Look.PLAIN),
        DiagnosticJson.render(NOTICES, 1),
        DiagnosticSarif.render(NOTICES, Map.of("manifest/x", Plans.HOSTILE), "1"),
        DiagnosticJunit.render(NOTICES, List.of(Plans.HOSTILE)),
        DiagnosticMarkdown.render(NOTICES),
        CheckMarkdown.render(Plans.hostileChange(), ""),
        CheckJson.render(Plans.hostileChange(), Plans.HOSTILE),
        CheckText.render(Plans.hostileChange(), _ -> Plans.HOSTILE, true, Look.PLAIN));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void noOutputHasAControlCharacter(String output) {
    assertThat(output.replace("\n", ""))
        .matches(text -> text.codePoints().noneMatch(Character::isISOControl), "no control")
        .doesNotContain("\u202e");
  }

  @Test
  void colorsStayTheOnlyEscapesOnATerminal() {
    var page = new Page(new Look(true, true, 80));

    page.add(Page.Style.BAD, Plans.HOSTILE).add(Plans.HOSTILE).end();

    assertThat(page.toString().replace("\u001b[31m", "").replace("\u001b[0m", ""))
        .doesNotContain("\u001b");
  }

  @Test
  void anAsciiTerminalGetsAsciiOnly() {
    var page = new Page(new Look(false, false, 80)).line("Grüße → 日本 " + Plans.HOSTILE);

    assertThat(page.toString()).isASCII();
  }

  @Test
  void markdownCarriesNoMarkupOfOthers() {
    PlanView view = Plans.view(Plans.hostile(), List.of(Plans.HOSTILE), NOTICES);

    String page = PlanMarkdown.render(view);

    assertThat(page)
        .doesNotContain("<img", "](http", "http://", " @all")
        .contains("&lt;img src=x onerror=alert\\(1\\)&gt;");
  }

  @Test
  void theCommentOnAChangeCarriesNoMarkupOfOthers() {
    assertThat(CheckMarkdown.render(Plans.hostileChange(), ""))
        .doesNotContain("<img", "](http", "http://", " @all")
        .contains("&lt;img src=x onerror=alert\\(1\\)&gt;");
  }

  @Test
  void junitStaysXml() throws Exception {
    String xml = DiagnosticJunit.render(NOTICES, List.of(Plans.HOSTILE));

    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));

    assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(1);
  }

  @Test
  void cutsWhatIsFarTooLong() {
    assertThat(SafeText.line("x".repeat(5_000)))
        .hasSizeLessThan(2_100)
        .endsWith("… (3000 more characters)");
  }

  @Test
  void keepsATextOfAnyLanguage() {
    assertThat(SafeText.line("Grüße, 日本語, 👍")).isEqualTo("Grüße, 日本語, 👍");
  }
}
