// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Severity;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.report.Plans;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CliTest {

  @TempDir private Path directory = Path.of("");
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void begin() {
    shell = new Shell(directory);
  }

  static Stream<Commands.Entry> commands() {
    return Commands.all().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandIsInTheHelp(Commands.Entry entry) {
    assertThat(shell.run("--help").out())
        .contains(entry.group().title(), "  " + entry.name() + " ", entry.summary());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpOfItsOwn(Commands.Entry entry) {
    var done = shell.run(entry.name(), "--help");

    if (entry.maker() == null) {
      assertThat(done.code()).isEqualTo(1);
      assertThat(done.err()).contains("is run by the launcher");
    } else {
      assertThat(done.code()).isZero();
      assertThat(done.out()).contains("Usage: weft " + entry.name(), "Examples:", "--help");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pln | Did you mean plan?",
        "plan --ev dev | Did you mean --env?",
        "plan --format xml | `xml` is not a format",
        "drift --format sarif | Use --format with one of: text, json.",
        "validate a b | Unmatched argument",
        "import | Missing required options",
        "new produkt x/y | Did you mean product?",
        "new | Say what is new.",
        "who-can eat x | weft who-can --help",
        "validate nowhere | There is no directory nowhere.",
        "apply | Review with `weft plan`, then run `weft apply --yes`.",
        "up | Use the script `weft`",
        "--nonsense | There is no option --nonsense.",
        "plan --env prd | Did you mean prod?",
        "plan --config nowhere.yaml | The configuration nowhere.yaml cannot be read.",
        "who-can read urn:weft:x | Write it as urn:weft:DOMAIN:PRODUCT:PORT:vMAJOR.",
        "export urn:weft:x --to odcs | Write it as urn:weft:DOMAIN:PRODUCT:PORT:vMAJOR.",
        "export urn:weft:a:b:c:v1 | Missing required option: '--to=STANDARD'.",
        "export urn:weft:a:b:c:v1 --to odcs --config no.yaml | no.yaml cannot be read.",
        "who-can read no.such.topic | No cluster of the environment has the topic",
        "import --topics ( --domain orders | --topics is not a regular expression",
        "import --topics x --domain Orders | is not a name for a domain",
      })
  void badUsageIsAnErrorThatSaysWhatToDo(String line, String expected) {
    var done = shell.run(line.strip().split(" "));

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("weft: error: ", expected.strip());
    assertThat(done.out()).isEmpty();
  }

  @Test
  void saysWhichEnvironmentItTook() {
    assertThat(shell.run("plan").err()).contains("Environment: dev; --env to change.");
  }

  @Test
  void asksForTheEnvironmentWhenNoneIsUsual() {
    shell.backend.environments = List.of("blue", "green");

    var done = shell.run("plan");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("There are several environments: blue, green.");
  }

  @Test
  void aHostileWordCannotSteerTheTerminal() {
    var done = shell.run(Plans.HOSTILE);

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err().replace("\n", ""))
        .matches(text -> text.codePoints().noneMatch(Character::isISOControl), "no control");
  }

  @Test
  void aPathThatIsNoneIsBadUsage() {
    var done = shell.run("validate", "a\u0000b");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("is not a path");
  }

  @ParameterizedTest
  @CsvSource({"ERROR, 1", "DANGER, 3", "WARNING, 0", "NOTE, 0"})
  void findingsDecideTheExitCodeOfValidate(Severity severity, int code) {
    shell.backend.findings =
        List.of(new Diagnostic(Location.ofFile("mesh.yaml"), severity, "mesh/x", "It is so.", ""));

    assertThat(shell.run("validate").code()).isEqualTo(code);
  }

  @Test
  void findingsAreOneToALineInAPipe() {
    shell.backend.findings = List.of(finding());

    assertThat(shell.run("validate").out())
        .startsWith("mesh.yaml:4:3: error: The key `titel` is unknown. [manifest/unknown-key]")
        .contains("1 files, 1 error (0.00 s)");
  }

  @Test
  void findingsShowTheirSourceOnATerminal() {
    shell.backend.findings = List.of(finding());

    assertThat(shell.onTerminal(null).run("validate", "--color", "never").out())
        .contains("4 |   titel: x\n  |   ^^^^^\n");
  }

  @Test
  void colorsAreForTerminalsAndCanBeSwitchedOff() {
    shell.backend.findings = List.of(finding());

    assertThat(shell.run("validate").out()).doesNotContain("\u001b");
    assertThat(shell.run("validate", "--color", "always").out()).contains("\u001b[31m");
    assertThat(shell.onTerminal(null).run("validate").out()).contains("\u001b[31m");
    shell.environment.put("NO_COLOR", "1");
    assertThat(shell.run("validate").out()).doesNotContain("\u001b");
  }

  @Test
  void quietLeavesResultsOnly() {
    var done = shell.run("plan", "--quiet");

    assertThat(done.err()).isEmpty();
    assertThat(done.out()).contains("Plan: 0 to create");
  }

  @Test
  void aServerOutOfReachIsAnErrorInItsOwnWords() {
    shell.backend.failure =
        new ObservationException("Cluster onprem could not be read: connection refused.");

    var done = shell.run("plan");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("weft: error: Cluster onprem could not be read");
  }

  @Test
  void aBugIsReportedWithTheWayToItsTrace() {
    shell.backend.failure = new IllegalStateException("impossible");

    assertThat(shell.run("plan").err())
        .contains("Something went wrong that Weft did not expect", "--verbose")
        .doesNotContain("at dev.weft");
    assertThat(shell.run("plan", "--verbose").err()).contains("at dev.weft");
  }

  @Test
  void helpOfACommandIsReachedEitherWay() {
    assertThat(shell.run("help", "plan").out()).isEqualTo(shell.run("plan", "--help").out());
  }

  private static Diagnostic finding() {
    return Diagnostic.error(
        new Location("mesh.yaml", 4, 3), "manifest/unknown-key", "The key `titel` is unknown.", "");
  }
}
