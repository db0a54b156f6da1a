// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.governance.fact.FieldFact;
import dev.weft.governance.fact.SlaFact;
import dev.weft.governance.fact.TopicFact;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is known to go wrong with expressions goes wrong in the open: at load where it can be seen
/// there, else as no value, and never as a pass.
class EngineTest {

  private static final List<Variable> VARIABLES =
      List.of(
          new Variable("sla", new Variable.Kind.One(SlaFact.class)),
          new Variable("topic", new Variable.Kind.One(TopicFact.class)),
          new Variable("fields", new Variable.Kind.Many(FieldFact.class)),
          new Variable("params.names", new Variable.Kind.Simple(Variable.Type.STRINGS)),
          new Variable("params.longest", new Variable.Kind.Simple(Variable.Type.DURATION)));

  private static final Engine ENGINE = Engine.over(VARIABLES);

  private static final Map<String, Object> VALUES =
      Map.of(
          "sla",
              new SlaFact(Optional.of(Duration.ofMinutes(1)), Optional.empty(), Optional.empty()),
          "topic",
              new TopicFact(
                  "orders",
                  3,
                  3,
                  List.of("delete"),
                  Optional.empty(),
                  Optional.empty(),
                  Map.of("segment.ms", "10", "plain", "yes")),
          "fields", IntStream.range(0, 100).mapToObj(EngineTest::field).toList(),
          "params.names", new Names(List.of("email", "phone")),
          "params.longest", Duration.ofDays(7));

  private static FieldFact field(int number) {
    return new FieldFact(
        "f" + number,
        "f" + number,
        "f" + number,
        "string",
        true,
        "",
        List.of(),
        "",
        Optional.empty(),
        "",
        List.of(),
        "");
  }

  private static Outcome evaluate(String text) {
    return evaluate(text, Limits.STANDARD);
  }

  private static Outcome evaluate(String text, Limits limits) {
    Engine.Compiled compiled = ENGINE.condition(text);
    assertThat(compiled.mistakes()).isEmpty();
    return Objects.requireNonNull(compiled.expression())
        .evaluate(name -> Optional.ofNullable(VALUES.get(name)), limits);
  }

  @Test
  void aKeyThatIsNotThereIsNoValue() {
    assertThat(broken("topic.config.other == 'x'")).contains("other");
    assertThat(broken("topic.config['other'] == 'x'")).contains("other");
  }

  private static Mistake mistake(String text) {
    return ENGINE.condition(text).mistakes().getFirst();
  }

  private static String broken(String text) {
    assertThat(evaluate(text)).isInstanceOf(Outcome.Broken.class);
    return evaluate(text) instanceof Outcome.Broken(String reason) ? reason : "";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "has(sla.freshness) && !has(sla.availability)",
        "sla.freshness.value() <= params.longest",
        "sla.availability.orValue(99.0) == 99.0",
        "topic.partitions == 3 && topic.partitions < 3.5 && topic.partitions / 2 == 1",
        "topic.config['segment.ms'] == '10' && !('retention.ms' in topic.config)",
        "topic.config.plain == 'yes' && has(topic.config.plain) && !has(topic.config.other)",
        "topic.config.size() == 2 && topic.config.exists(key, key == 'plain')",
        "topic == topic && topic.config == {'segment.ms': '10', 'plain': 'yes'}",
        "topic.cleanup[0] == 'delete' && topic.cleanup + ['compact'] == ['delete', 'compact']",
        "'delete' in topic.cleanup && topic.cleanup.map(word, word.size()) == [6]",
        "fields[99].name == 'f99' && fields.filter(field, field.name == 'f7')[0].path == 'f7'",
        "(fields.size() > 0 ? params.names : []).join('+') == 'email+phone'",
        "fields.all(field, field.tags == [])",
        "'billing_email'.isNamed(params.names) && 'email'.isNamed(params.names)",
        "!'email_count'.isNamed(params.names) && !'emails'.isNamed(params.names)",
        "'Two words, 3 numbers'.wordCount() == 3",
        "['b', 'a', 'b'].distinct().join('+') == 'a+b'",
        "'orders'.matches('^[a-z]+$') && !'Orders'.matches('^[a-z]+$')",
      })
  void understandsWhatPoliciesNeed(String text) {
    assertThat(evaluate(text)).isEqualTo(new Outcome.Value(true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          has(sla.freshnes)                  | there is no `freshnes` in what stands before it | did you mean `freshness`?
          slaa.freshness.hasValue()          | there is no `slaa` | did you mean `sla`?
          params.longst > duration('1s')     | there is no such parameter | declare it under `params`
          fields.all(f, f.pth == '')         | there is no `pth` in what stands before it | did you mean `path`?
          'a'.matches('(')                   | no regular expression: missing closing ) in `(` | ""
          'a'.matches('((a{100}){100}){100}') | the regular expression is too large: at most 1,000 characters and 1,000 repetitions | ""
          params.longest > duration('7d')    | `7d` is no duration | write seconds, minutes or hours, such as `2160h`
          """)
  void tellsAMistakeWhenItIsLoaded(String text, String message, String hint) {
    assertThat(mistake(text).message()).isEqualTo(message);
    assertThat(mistake(text).hint()).isEqualTo(hint == null ? "" : hint);
  }

  @Test
  void readingWhatMayBeAbsentNeedsAGuard() {
    Mistake mistake = mistake("sla.freshness <= params.longest");

    assertThat(mistake.message()).contains("cannot be applied to (optional(duration), duration)");
    assertThat(mistake.hint()).contains("ask with `has(…)`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'true'",
        "1",
        "fields",
        "sla.freshness",
        "fields.size()",
        "dyn(true)",
        "[1, true][1]"
      })
  void aConditionIsTrueOrFalse(String text) {
    assertThat(mistake(text).message()).contains("not true or false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"now()", "http('a')", "cel.bind(x, 1, x == 1)", "fields.type == 'x'", "", "a +"})
  void refusesWhatTheLanguageDoesNotHave(String text) {
    assertThat(ENGINE.condition(text).mistakes()).isNotEmpty();
  }

  @Test
  void refusesWhatNestsTooDeepOrIsTooLong() {
    String deep = "(".repeat(200) + "true" + ")".repeat(200);
    String wide = "true" + " && true".repeat(1_000);

    assertThat(ENGINE.condition(deep).mistakes()).isNotEmpty();
    assertThat(ENGINE.condition(wide).mistakes()).isNotEmpty();
  }

  @Test
  void stopsALoopThatNeverEnds() {
    String loop =
        "fields.all(a, fields.all(b, fields.all(c, fields.all(d, a.path + b.path != c.path"
            + " + d.path + 'x'))))";

    assertThat(broken(loop)).isEqualTo("it takes more than 50,000 steps");
  }

  @Test
  void aSpentBudgetIsNotForgottenInsideOr() {
    // The runtime itself makes `true` of this: an error on one side of `||` gives way to the other.
    String loop = "fields.all(a, fields.all(b, fields.all(c, a.path != 'x' || b == c)))";

    assertThat(broken(loop + " || true")).isEqualTo("it takes more than 50,000 steps");
    assertThat(broken("[true, false].exists(x, " + loop + " || x)"))
        .isEqualTo("it takes more than 50,000 steps");
    assertThat(broken("!(" + loop + " && false)")).isEqualTo("it takes more than 50,000 steps");
  }

  @Test
  void theCheapestLoopIsStoppedByWhatIsNotForgotten() {
    // The limit of the runtime's own would give way to the other side of `||`.
    String cheap = "fields.all(a, fields.all(b, fields.all(c, true)))";

    assertThat(broken(cheap + " || true")).isEqualTo("it takes more than 50,000 steps");
    assertThat(broken("!(" + cheap + " && false)")).isEqualTo("it takes more than 50,000 steps");
  }

  @Test
  void aTextOrAListThatIsTooLargeIsNotForgottenInsideOr() {
    Limits few = new Limits(50_000, Duration.ofSeconds(5), 20, 150);

    assertThat(evaluate("(fields + fields).size() < 0 || true", few))
        .isEqualTo(new Outcome.Broken("it builds a list of more than 150 items"));
    assertThat(evaluate("[topic.name + 'abcdefghijklmnopqrst'].exists(x, x == '') || true", few))
        .isEqualTo(new Outcome.Broken("it builds a text of more than 20 characters"));
  }

  @Test
  void aVariableWithoutAValueIsNoValue() {
    Engine.Compiled compiled = ENGINE.condition("fields.size() > 0 || true");

    assertThat(
            Objects.requireNonNull(compiled.expression())
                .evaluate(
                    _ -> {
                      throw new Unavailable("it is made from nothing");
                    },
                    Limits.STANDARD))
        .isEqualTo(new Outcome.Broken("it is made from nothing"));
    assertThat(
            Objects.requireNonNull(ENGINE.condition("fields.size() > 0").expression())
                .evaluate(_ -> Optional.empty(), Limits.STANDARD)
                .isTrue())
        .isFalse();
  }

  @Test
  void nothingIsCalledNull() {
    Map<String, String> config = new HashMap<>();
    config.put("segment.ms", null);

    assertThatThrownBy(() ->
            new TopicFact("orders", 3, 3, List.of(), Optional.empty(), Optional.empty(), config))
        .isInstanceOf(NullPointerException.class);
  }

  /// Of these the runtime says false without a word, or has no operators for them.
  private record Odd(
      int whole,
      Integer boxed,
      float small,
      BigDecimal exact,
      BigInteger large,
      Variable.Type word,
      LocalDate day,
      Set<String> set) {}

  @ParameterizedTest
  @ValueSource(strings = {"whole", "boxed", "small", "exact", "large", "word", "day", "set"})
  void aFactCannotHoldWhatComparesFalseInSilence(String component) {
    RecordComponent odd =
        Arrays.stream(Odd.class.getRecordComponents())
            .filter(one -> one.getName().equals(component))
            .findFirst()
            .orElseThrow();

    assertThatThrownBy(() -> FactTypes.describe(odd.getGenericType()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no type of expressions");
  }

  @Test
  void aConstantPatternIsCompiledOnce() {
    assertThat(evaluate("topic.name.matches('^o[r]+ders$')").isTrue()).isTrue();

    assertThat(Patterns.of("^o[r]+ders$")).isSameAs(Patterns.of("^o[r]+ders$"));
  }

  @Test
  void anEngineLearnsOneVariableAfterTheOther() {
    Engine.Compiled names = ENGINE.value("fields.map(field, field.name)");
    Engine more = ENGINE.with(new Variable("names", Objects.requireNonNull(names.kind())));

    assertThat(more.condition("names[0] == 'f0'").mistakes()).isEmpty();
    assertThat(more.condition("names[0] == 1").mistakes()).isNotEmpty();
    assertThat(ENGINE.condition("names[0] == 'f0'").mistakes()).isNotEmpty();
    assertThat(more.knows("names")).isTrue();
    assertThat(more.knows("params")).isTrue();
    assertThat(more.knows("name")).isFalse();
  }

  @Test
  void stopsWhenTheTimeIsOver() {
    Limits hurried = new Limits(Integer.MAX_VALUE, Duration.ZERO, 1_000, 1_000);

    assertThat(evaluate("fields.all(a, a.path != '')", hurried))
        .isEqualTo(new Outcome.Broken("it takes more than 0 ms"));
  }

  @Test
  void stopsATextThatGrowsOutOfBounds() {
    String bomb = "y != ''";
    for (int level = 0; level < 8; level++) {
      String ten = String.join(" + ", Collections.nCopies(10, "x" + level));
      String inner = level == 0 ? "y" : "x" + (level - 1);
      bomb = "[" + ten + "].all(" + inner + ", " + bomb + ")";
    }
    bomb = "['" + "a".repeat(50) + "'].all(x7, " + bomb + ")";

    assertThat(broken(bomb)).isEqualTo("it builds a text of more than 65,536 characters");
  }

  @Test
  void stopsAListThatGrowsOutOfBounds() {
    Limits few = new Limits(50_000, Duration.ofSeconds(5), 1_000, 150);

    assertThat(evaluate("(fields + fields).size() > 0", few))
        .isEqualTo(new Outcome.Broken("it builds a list of more than 150 items"));
  }

  @Test
  void aJoinedTextIsCut() {
    String joined = "fields.map(a, a.path + '" + "x".repeat(100) + "').join(',')";

    assertThat(evaluate(joined + ".size() < 9000").isTrue()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topic.partitions / (topic.partitions - 3) == 1",
        "topic.config['no.such.key'] == ''",
        "fields[1000].path == ''",
        "sla.availability.value() > 1.0",
        "int('twelve') == 12",
        "'a'.matches('(' + topic.name)",
        "9223372036854775807 + topic.partitions > 0",
      })
  void whatCannotBeEvaluatedPassesNothing(String text) {
    assertThat(broken(text)).isNotBlank();
    assertThat(evaluate(text).isTrue()).isFalse();
  }

  @Test
  void regularExpressionsRunInLinearTime() {
    String text = "'" + "a".repeat(2_000) + "b'.matches('^(a+)+$')";

    assertThat(evaluate(text)).isEqualTo(new Outcome.Value(false));
  }

  @Test
  void onlyTrueItselfIsTrue() {
    assertThat(new Outcome.Value("true").isTrue()).isFalse();
    assertThat(new Outcome.Value(Optional.of(true)).isTrue()).isFalse();
    assertThat(new Outcome.Value(1L).isTrue()).isFalse();
    assertThat(new Outcome.Broken("x").isTrue()).isFalse();
    assertThat(new Outcome.Value(true).isTrue()).isTrue();
  }

  @Test
  void templatesShowValuesAsManifestsWriteThem() {
    Template.Compiled template =
        Template.compile(
            "{{{topic.name}}} keeps {params.longest}, fresh {sla.freshness},"
                + " {sla.availability}, {['a', 'b']}, {fields.filter(f, f.path == 'f1').map(f,"
                + " {'}': f.path})[0]['}']}",
            ENGINE);

    assertThat(template.mistakes()).isEmpty();
    assertThat(
            template
                .template()
                .render(name -> Optional.ofNullable(VALUES.get(name)), Limits.STANDARD))
        .isEqualTo("{orders} keeps P7D, fresh PT1M, nothing, a, b, f1");
  }

  @Test
  void templatesAreCheckedWhenTheyAreLoaded() {
    assertThat(Template.compile("It is {topic.nam}", ENGINE).mistakes())
        .singleElement()
        .satisfies(found -> assertThat(found.hint()).isEqualTo("did you mean `name`?"));
    assertThat(Template.compile("It is {topic.name", ENGINE).mistakes())
        .singleElement()
        .satisfies(found -> assertThat(found.message()).isEqualTo("a `{` is never closed"));
  }
}
