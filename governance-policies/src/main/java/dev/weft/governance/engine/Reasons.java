// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.runtime.CelEvaluationListener;
import dev.weft.governance.fact.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Records the values of one evaluation, and tells those that decided it: of each condition that is
/// joined with others, and of what it compares. Inside loops it keeps the items for which the
/// condition turned out as the result did.
final class Reasons implements CelEvaluationListener {

  private static final Set<String> JOINS = Set.of("_&&_", "_||_", "!_", "_?_:_");
  private static final int MOST_ITEMS = 5;
  private static final List<String> NAMES = List.of("id", "ref", "path", "name", "port");

  private final CelAbstractSyntaxTree ast;
  private final Map<Long, Object> values = new HashMap<>();
  private final Map<Long, Loop> loops = new HashMap<>();
  private final Map<Long, Loop> ranges = new HashMap<>();
  private final SequencedMap<String, String> told = new LinkedHashMap<>();

  /// What happens in a loop such as `all`.
  private static final class Loop {
    private final List<Object> good = new ArrayList<>();
    private final List<Object> bad = new ArrayList<>();
    private List<?> items = List.of();
    private int next;

    void begin(Object range) {
      items = range instanceof List<?> list ? list : List.of();
      next = 0;
    }

    /// The next item has turned out.
    void decide(boolean isGood) {
      if (next < items.size()) {
        (isGood ? good : bad).add(items.get(next));
        next++;
      }
    }
  }

  Reasons(CelAbstractSyntaxTree ast) {
    this.ast = ast;
    find(ast.getExpr());
  }

  /// Notes where the conditions of loops are.
  private void find(CelExpr expr) {
    switch (expr.getKind()) {
      case COMPREHENSION -> {
        CelComprehension loop = expr.comprehension();
        condition(loop)
            .ifPresent(id -> {
              Loop happens = new Loop();
              loops.put(id, happens);
              ranges.put(loop.iterRange().id(), happens);
            });
        find(loop.iterRange());
        find(loop.loopStep());
      }
      case CALL -> {
        expr.call().target().ifPresent(this::find);
        expr.call().args().forEach(this::find);
      }
      case SELECT -> find(expr.select().operand());
      case LIST -> expr.list().elements().forEach(this::find);
      default -> {}
    }
  }

  /// Where `all` and `exists` have their condition: joined with what the items before gave.
  private static Optional<Long> condition(CelComprehension loop) {
    CelExpr step = loop.loopStep();
    boolean isJoined = step.getKind() == Kind.CALL && JOINS.contains(step.call().function());
    return isJoined && step.call().args().size() == 2
        ? Optional.of(step.call().args().get(1).id())
        : Optional.empty();
  }

  @Override
  public void callback(CelExpr expr, Object value) {
    values.put(expr.id(), value);
    Loop begun = ranges.get(expr.id());
    if (begun != null) {
      begun.begin(value);
    }
    Loop loop = loops.get(expr.id());
    if (loop != null && value instanceof Boolean isGood) {
      loop.decide(isGood);
    }
  }

  /// The parts that decided, in the order of the text.
  List<Reason> tell() {
    tell(ast.getExpr());
    List<Reason> reasons = new ArrayList<>();
    told.forEach((text, value) -> reasons.add(new Reason(text, value)));
    return reasons;
  }

  private void tell(CelExpr expr) {
    switch (expr.getKind()) {
      case CALL -> {
        CelCall call = expr.call();
        if (JOINS.contains(call.function())) {
          call.args().forEach(this::tell);
        } else {
          put(expr);
          call.target().ifPresent(this::operand);
          call.args().forEach(this::operand);
        }
      }
      case COMPREHENSION -> {
        put(expr);
        operand(expr.comprehension().iterRange());
      }
      case IDENT, SELECT -> put(expr);
      default -> {}
    }
  }

  /// What is compared: its value is of interest, unless it stands there already.
  private void operand(CelExpr expr) {
    switch (expr.getKind()) {
      case CONSTANT, LIST, MAP, STRUCT -> {}
      case CALL -> tell(expr);
      default -> put(expr);
    }
  }

  private void put(CelExpr expr) {
    Object value = values.get(expr.id());
    if (value == null || value instanceof Fact) {
      return;
    }
    Optional<Long> condition =
        expr.getKind() == Kind.COMPREHENSION ? condition(expr.comprehension()) : Optional.empty();
    String words = words(value);
    Loop loop = condition.map(loops::get).orElse(null);
    if (loop != null) {
      List<Object> decided = Boolean.TRUE.equals(value) ? loop.good : loop.bad;
      words += decided.isEmpty() ? "" : ", by " + words(decided);
    }
    told.putIfAbsent(text(expr), words);
  }

  private String text(CelExpr expr) {
    return Printer.print(ast, expr);
  }

  static String words(Object value) {
    return switch (value) {
      case String text -> "'" + shortened(text) + "'";
      case Fact fact -> name(fact);
      case List<?> list -> list(list);
      case Optional<?> optional -> optional.map(Reasons::words).orElse("nothing");
      default -> shortened(Template.words(value));
    };
  }

  private static String list(List<?> list) {
    var words = new ArrayList<String>();
    list.stream().limit(MOST_ITEMS).map(Reasons::words).forEach(words::add);
    if (list.size() > MOST_ITEMS) {
      words.add("%d more".formatted(list.size() - MOST_ITEMS));
    }
    return "[" + String.join(", ", words) + "]";
  }

  private static String name(Fact fact) {
    for (String component : NAMES) {
      try {
        return words(fact.component(component));
      } catch (IllegalArgumentException _) {
        // The next one, then: every fact has one of them.
      }
    }
    return "…";
  }

  private static String shortened(String text) {
    int most = 120;
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
