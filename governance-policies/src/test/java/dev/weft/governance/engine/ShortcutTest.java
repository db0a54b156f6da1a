// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.Governance;
import dev.weft.governance.fact.FieldFact;
import dev.weft.governance.fact.PortFact;
import dev.weft.governance.fact.Snapshot;
import dev.weft.governance.fact.Snapshot.GrantSubject;
import dev.weft.governance.fact.Snapshot.Subject;
import dev.weft.governance.fact.TopicFact;
import dev.weft.governance.policy.Policy;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceTree;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.testing.GeneratedMesh;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is decided without the runtime is what the runtime says.
class ShortcutTest {

  private static final Instant NOW =
      GeneratedMesh.TODAY.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(1);

  private static final Engine ENGINE =
      Engine.over(
          List.of(
              new Variable("topic", new Variable.Kind.One(TopicFact.class)),
              new Variable("none", new Variable.Kind.Maybe(TopicFact.class)),
              new Variable("fields", new Variable.Kind.Many(FieldFact.class)),
              new Variable("text", new Variable.Kind.Simple(Variable.Type.STRING)),
              new Variable("words", new Variable.Kind.Simple(Variable.Type.STRINGS)),
              new Variable("gone", new Variable.Kind.Simple(Variable.Type.STRING)),
              new Variable("now", new Variable.Kind.Simple(Variable.Type.TIMESTAMP)),
              new Variable("params.longest", new Variable.Kind.Simple(Variable.Type.DURATION)),
              new Variable("params.limit", new Variable.Kind.Simple(Variable.Type.INT))));

  private static final Map<String, Object> VALUES =
      Map.of(
          "topic",
          new TopicFact(
              "orders",
              3,
              Long.MAX_VALUE,
              List.of("delete"),
              Optional.of(Duration.ofDays(7)),
              Optional.empty(),
              Map.of("segment.ms", "10", "plain", "yes")),
          "none",
          Optional.empty(),
          "fields",
          List.of(field("id", "string"), field("sum", "long")),
          "text",
          "a-b--\uD83D\uDE00-",
          "words",
          List.of("b", "a", "b"),
          "now",
          NOW,
          "params.longest",
          Duration.ofDays(7),
          "params.limit",
          3L);

  private static FieldFact field(String name, String type) {
    return new FieldFact(
        name, name, name, type, true, "", List.of(), "", Optional.empty(), "", List.of(), "");
  }

  private static Optional<Object> value(String name) {
    if (name.equals("gone")) {
      throw new Unavailable("it is gone");
    }
    return Optional.ofNullable(VALUES.get(name));
  }

  private static Expression condition(String text) {
    Engine.Compiled compiled = ENGINE.condition(text);
    assertThat(compiled.mistakes()).as(text).isEmpty();
    return Objects.requireNonNull(compiled.expression());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topic.partitions == 3 && topic.partitions != 4 && !(topic.partitions < params.limit)",
        "topic.partitions <= 3 && topic.partitions >= 3 && topic.partitions > 2",
        "topic.partitions + 1 - 2 * 3 == -2",
        "'a' + text == text || text.startsWith('a-') && text.endsWith('-') && text.contains('b-')",
        "text.size() == 7 && size(words) == 3 && topic.config.size() == 2",
        "text.split('-').exists(part, part == '') && !text.split('-').exists(part, part == '-')",
        "text.split('-').size() == 5 && ''.split(',').size() == 1 && 'a--'.split('--').size() == 2",
        "has(topic.retention) && !has(topic.minInSync) && topic.retention.value() <= params.longest",
        "topic.retention.hasValue() && none.orValue(topic).name == 'orders' && !none.hasValue()",
        "now - now < params.longest && now <= now && !(now > now)",
        "topic.config['plain'] == topic.config.plain && has(topic.config.plain)",
        "has(topic.config.other) || 'other' in topic.config || !('plain' in topic.config)",
        "'a' in words && !('c' in words) && words[0] == 'b' && words.distinct()[0] == 'a'",
        "words.join('+') == 'b+a+b' && 'x_a'.isNamed(words) && !'xa'.isNamed(words)",
        "'Two words, 3 numbers'.wordCount() == 3 && topic.name.matches('^[a-z]+$')",
        "fields.all(field, field.type in ['string', 'long']) && !fields.exists(f, f.name == text)",
        "fields.filter(field, field.name != 'id').map(field, field.name + '!')[0] == 'sum!'",
        "fields.map(field, field.name == 'id', field.type).size() == 1",
        "fields.all(one, fields.exists(other, one.name == other.name && words.size() == 3))",
        "fields.all(topic, topic.name.size() <= 3) && fields.exists(words, words.name == 'id')",
        "topic.partitions > 3 ? gone == '' : topic.name == 'orders'",
        "topic.partitions == 3 || gone == ''",
        "!(topic.partitions == 4 && gone == '')",
        "[].all(one, false) && ![].exists(one, true)",
      })
  void decidesWhatIsCommon(String text) {
    Expression condition = condition(text);

    Boolean decided = condition.byShortcut(ShortcutTest::value, Limits.STANDARD);

    assertThat(decided).isNotNull();
    assertThat(condition.byRuntime(ShortcutTest::value, Limits.STANDARD))
        .isEqualTo(new Outcome.Value(decided));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topic.partitions < 3.5",
        "topic.partitions / 0 == 1",
        "topic.replication + topic.partitions > 0",
        "topic.replication * 2 > 0",
        "0 - topic.replication - topic.partitions < 0",
        "topic.config['other'] == ''",
        "topic.config.other == ''",
        "topic.minInSync.value() == 2",
        "none.value().name == ''",
        "words[3] == ''",
        "words[0 - 1] == ''",
        "gone == '' || true",
        "true && (gone == '' || topic.partitions == 3)",
        "topic == topic",
        "words == ['b', 'a', 'b']",
        "1.0 == 1.0",
        "topic.partitions in [3]",
        "text.matches('(' + topic.name)",
        "'ab'.split('').size() == 2",
        "text < 'b'",
        "fields.exists_one(field, field.name == 'id')",
        "fields.all(field, fields.all(field, field.name != ''))",
        "words.all(params, params != '' && params.size() == 1 && text != params)",
        "topic.config.all(key, key != '')",
        "{'a': 1}.size() == 1",
        "int('12') == 12",
        "words + words == words",
      })
  void saysTheSameOrNothing(String text) {
    Expression condition = condition(text);

    Boolean decided = condition.byShortcut(ShortcutTest::value, Limits.STANDARD);

    if (decided != null) {
      assertThat(condition.byRuntime(ShortcutTest::value, Limits.STANDARD))
          .isEqualTo(new Outcome.Value(decided));
    }
    assertThat(condition.evaluate(ShortcutTest::value, Limits.STANDARD))
        .isEqualTo(condition.byRuntime(ShortcutTest::value, Limits.STANDARD));
  }

  /// What would be stopped there is not decided here.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "words.all(a, words.all(b, words.all(c, true)))",
        "words.exists(a, words.exists(b, words.exists(c, false)))",
        "words.filter(a, words.filter(b, words.filter(c, true).size() == 0).size() == 0).size() > 9",
        "words.map(a, words.map(b, words.map(c, c))).size() == 0",
      })
  void keepsWithinTheStepsOfTheRuntime(String text) {
    keepsWithin(text, most -> new Limits(4 * most, Duration.ofSeconds(9), 65_536, 20_000));
  }

  @Test
  void keepsWithinTheSizesOfTheRuntime() {
    keepsWithin(
        "text + text + text == ''",
        most -> new Limits(50_000, Duration.ofSeconds(9), most, 20_000));
    keepsWithin(
        "words.map(a, words).size() == 0",
        most -> new Limits(50_000, Duration.ofSeconds(9), 65_536, most));
  }

  private static void keepsWithin(String text, IntFunction<Limits> limited) {
    Expression condition = condition(text);
    int decided = 0;
    int stopped = 0;
    for (int most = 1; most < 1_000; most++) {
      Limits limits = limited.apply(most);
      Boolean said = condition.byShortcut(ShortcutTest::value, limits);
      Outcome outcome = condition.byRuntime(ShortcutTest::value, limits);
      decided += said == null ? 0 : 1;
      stopped += outcome instanceof Outcome.Broken ? 1 : 0;
      assertThat(said == null || outcome.equals(new Outcome.Value(said))).as("%s", limits).isTrue();
    }
    assertThat(decided).isPositive();
    assertThat(stopped).isPositive();
  }

  /// Of policies that come with Weft, and of all that small changes make of their conditions.
  @Test
  void saysWhatTheRuntimeSaysOfMeshes() {
    LoadedMesh generated = generated(3);
    List<Snapshot> snapshots =
        List.of(
            snapshot(generated, Optional.empty()),
            snapshot(generated, Optional.of(mesh(generated(4), "prod"))),
            snapshot(loaded(new DirectoryTree(Path.of("../data-products"))), Optional.empty()));
    int decided = 0;
    int asked = 0;
    for (Policy policy : Governance.of(generated).policies()) {
      Engine engine = engine(policy);
      for (Expression condition : conditions(policy, engine)) {
        for (Snapshot snapshot : snapshots) {
          for (Bindings bindings : bindings(policy, snapshot)) {
            Boolean said = condition.byShortcut(bindings, Limits.STANDARD);
            Outcome outcome = condition.byRuntime(bindings, Limits.STANDARD);
            asked++;
            decided += said == null ? 0 : 1;
            if (said != null && !outcome.equals(new Outcome.Value(said))) {
              assertThat(said).as("%s: %s", condition.text(), outcome).isNull();
            }
          }
        }
      }
    }
    assertThat(asked).isGreaterThan(10_000);
    assertThat(decided * 100L / asked).as("percent decided").isGreaterThan(80);
  }

  private static LoadedMesh generated(long seed) {
    return loaded(GeneratedMesh.of(new GeneratedMesh.Size(2, 4, 2, 2), seed).tree());
  }

  private static LoadedMesh loaded(SourceTree tree) {
    return MeshLoader.load(tree);
  }

  private static EnvironmentMesh mesh(LoadedMesh mesh, String environment) {
    return Objects.requireNonNull(mesh.resolve(environment, GeneratedMesh.TODAY).mesh());
  }

  private static Snapshot snapshot(LoadedMesh mesh, Optional<EnvironmentMesh> previous) {
    return Snapshot.of(
        mesh(mesh, mesh.environments().getLast()),
        new Snapshot.Known(new TreeMap<>(), new TreeMap<>()),
        previous);
  }

  private static Engine engine(Policy policy) {
    List<Variable> variables = new ArrayList<>(policy.each().variables());
    policy.params().forEach((name, value) -> variables.add(param(name, value)));
    Engine engine = Engine.over(variables);
    for (Policy.Let let : policy.lets()) {
      Variable.Kind kind = Objects.requireNonNull(engine.value(let.value().text()).kind());
      engine = engine.with(new Variable(let.name(), kind));
    }
    return engine;
  }

  private static Variable param(String name, Object value) {
    Variable.Type type =
        switch (value) {
          case String _ -> Variable.Type.STRING;
          case Long _ -> Variable.Type.INT;
          case Double _ -> Variable.Type.DOUBLE;
          case Boolean _ -> Variable.Type.BOOL;
          case Duration _ -> Variable.Type.DURATION;
          default -> Variable.Type.STRINGS;
        };
    return new Variable("params." + name, new Variable.Kind.Simple(type));
  }

  private static List<Expression> conditions(Policy policy, Engine engine) {
    List<Expression> conditions = new ArrayList<>();
    policy.checks().forEach(check -> conditions.add(check.condition()));
    if (policy.when() != null) {
      conditions.add(policy.when());
    }
    for (Expression condition : List.copyOf(conditions)) {
      for (Mutation mutation : Mutations.of(condition.text())) {
        Expression changed = engine.condition(mutation.text()).expression();
        if (changed != null) {
          conditions.add(changed);
        }
      }
    }
    return conditions;
  }

  private static List<Bindings> bindings(Policy policy, Snapshot snapshot) {
    List<Bindings> all = new ArrayList<>();
    for (Subject subject : snapshot.products()) {
      Map<String, Object> values = values(policy, snapshot, subject);
      switch (policy.each()) {
        case PRODUCT -> all.add(bindings(policy, values));
        case PORT -> {
          for (PortFact port : subject.fact().ports()) {
            Map<String, Object> own = new HashMap<>(values);
            own.put("port", port);
            own.put("fields", port.fields());
            all.add(bindings(policy, own));
          }
        }
        case GRANT -> {
          for (GrantSubject grant : subject.grants()) {
            Map<String, Object> own = new HashMap<>(values);
            own.put("grant", grant.fact());
            own.put("ports", grant.fact().ports());
            all.add(bindings(policy, own));
          }
        }
      }
    }
    return all;
  }

  private static Map<String, Object> values(Policy policy, Snapshot snapshot, Subject subject) {
    Map<String, Object> values = new HashMap<>();
    values.put("product", subject.fact());
    values.put("removals", subject.removals());
    values.put("domain", snapshot.domain(subject.name()));
    values.put("ports", subject.fact().ports());
    values.put("fields", subject.fields());
    values.put("grants", subject.grants().stream().map(GrantSubject::fact).toList());
    values.put("consumers", subject.consumers());
    values.put("terms", snapshot.terms());
    values.put("previous", subject.previous());
    values.put("change", subject.change());
    values.put("schemaChanges", subject.schemaChanges());
    values.put("environment", snapshot.environment());
    values.put("now", NOW);
    policy.params().forEach((name, value) -> values.put("params." + name, value));
    return values;
  }

  private static Bindings bindings(Policy policy, Map<String, Object> values) {
    return new Bindings() {
      @Override
      public Optional<Object> find(String name) {
        for (Policy.Let let : policy.lets()) {
          if (let.name().equals(name)) {
            if (let.value().byRuntime(this, Limits.STANDARD) instanceof Outcome.Value(Object is)) {
              return Optional.of(is);
            }
            throw new Unavailable("it has no value");
          }
        }
        return Optional.ofNullable(values.get(name));
      }
    };
  }
}
