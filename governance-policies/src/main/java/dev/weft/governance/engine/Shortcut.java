// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A condition that is worked out without the runtime, many times faster. It knows the common parts
/// of the language, and for those exactly what the runtime says. Where it meets anything else, be
/// it an unknown function, a value that is missing or a mistake such as an overflow, it says
/// nothing, and the runtime is asked.
///
/// It stops at a fraction of the steps that the runtime has, since that counts more parts than are
/// counted here; so what is decided here is within the runtime's budget, too.
final class Shortcut {

  /// An item of a loop counts twice or more here, and at most six times more there.
  private static final int RUNTIME_STEPS = 8;

  /// Why nothing is said. It is thrown often, so it has no stack trace.
  static final class Undecided extends RuntimeException {
    private static final long serialVersionUID = 1;

    Undecided() {
      super("left to the runtime", null, false, false);
    }
  }

  /// A part of the expression.
  private interface Node {
    Object value(Frame frame);
  }

  /// One evaluation.
  private static final class Frame {

    private final Bindings bindings;
    private final Budget budget;

    /// Of the loops that are under way, the outermost first.
    private final Object[] items;

    Frame(Bindings bindings, Budget budget, int depth) {
      this.bindings = bindings;
      this.budget = budget;
      this.items = new Object[depth];
    }

    Object counted(Object value) {
      budget.count(value);
      return value;
    }

    boolean isTrue(Node condition) {
      return Operators.truth(condition.value(this));
    }

    List<?> list(Node node) {
      if (node.value(this) instanceof List<?> list) {
        return list;
      }
      throw new Undecided();
    }
  }

  private final CelAbstractSyntaxTree ast;
  private final Map<String, Integer> loops = new HashMap<>();
  private final Node root;
  private int depth;

  private Shortcut(CelAbstractSyntaxTree ast) {
    this.ast = ast;
    this.root = node(ast.getExpr());
  }

  /// The shortcut of a checked condition; null when it has parts that are not known here.
  static @Nullable Shortcut of(CelAbstractSyntaxTree ast) {
    if (!ast.getResultType().equals(SimpleType.BOOL)) {
      return null;
    }
    try {
      return new Shortcut(ast);
    } catch (Undecided _) {
      return null;
    }
  }

  /// Whether the condition holds; null when the runtime has to say.
  @Nullable Boolean evaluate(Bindings bindings, Limits limits) {
    Budget budget = new Budget(limits, limits.nodes() / RUNTIME_STEPS);
    try {
      return new Frame(bindings, budget, depth).isTrue(root);
    } catch (RuntimeException _) {
      // Whatever it is, the runtime meets it too, and has the words for it.
      return null;
    }
  }

  private Node node(CelExpr expr) {
    Node node =
        switch (expr.getKind()) {
          case CONSTANT -> constant(expr.constant());
          case IDENT -> name(expr);
          case SELECT -> select(expr);
          case CALL -> call(expr.call());
          case LIST -> list(expr.list());
          case COMPREHENSION -> loop(expr.comprehension());
          case MAP, STRUCT, NOT_SET -> throw new Undecided();
        };
    return frame -> frame.counted(node.value(frame));
  }

  private static Node constant(CelConstant constant) {
    Object value =
        switch (constant.getKind()) {
          case BOOLEAN_VALUE -> constant.booleanValue();
          case INT64_VALUE -> constant.int64Value();
          case STRING_VALUE -> constant.stringValue();
          default -> throw new Undecided();
        };
    return _ -> value;
  }

  private Node name(CelExpr expr) {
    Integer loop = loops.get(expr.ident().name());
    if (loop != null) {
      int item = loop;
      return frame -> frame.items[item];
    }
    return variable(ast.getReference(expr.id()).orElseThrow(Undecided::new));
  }

  private Node variable(CelReference reference) {
    String name = reference.name();
    int dot = name.indexOf('.');
    require(reference.value().isEmpty());
    // Whether a part of an item or a variable is meant is for the runtime to say.
    require(dot < 0 || !loops.containsKey(name.substring(0, dot)));
    return frame -> frame.bindings.find(name).orElseThrow(Undecided::new);
  }

  private Node select(CelExpr expr) {
    CelSelect select = expr.select();
    CelReference whole = ast.getReference(expr.id()).orElse(null);
    if (whole != null) {
      require(!select.testOnly());
      return variable(whole);
    }
    Node operand = node(select.operand());
    String name = select.field();
    return select.testOnly()
        ? frame -> Operators.has(operand.value(frame), name)
        : frame -> Operators.select(operand.value(frame), name);
  }

  private Node list(CelExpr.CelList list) {
    if (!list.optionalIndices().isEmpty()) {
      throw new Undecided();
    }
    List<Node> elements = list.elements().stream().map(this::node).toList();
    return frame -> {
      List<Object> values = new ArrayList<>(elements.size());
      elements.forEach(element -> values.add(element.value(frame)));
      return values;
    };
  }

  private Node call(CelCall call) {
    List<Node> args = new ArrayList<>();
    call.target().ifPresent(target -> args.add(node(target)));
    call.args().forEach(arg -> args.add(node(arg)));
    require(!args.isEmpty());
    Node first = args.getFirst();
    Node last = args.getLast();
    return switch (args.size()) {
      case 1 -> {
        UnaryOperator<Object> operator = Operators.unary(call.function());
        yield frame -> operator.apply(first.value(frame));
      }
      case 2 ->
          switch (call.function()) {
            case "_&&_" -> frame -> frame.isTrue(first) && frame.isTrue(last);
            case "_||_" -> frame -> frame.isTrue(first) || frame.isTrue(last);
            default -> {
              BinaryOperator<Object> operator = Operators.binary(call.function());
              yield frame -> operator.apply(first.value(frame), last.value(frame));
            }
          };
      case 3 -> {
        Node second = args.get(1);
        require(call.function().equals("_?_:_"));
        yield frame -> frame.isTrue(first) ? second.value(frame) : last.value(frame);
      }
      default -> throw new Undecided();
    };
  }

  /// Loops are told apart by what the parser makes of them.
  private Node loop(CelComprehension loop) {
    Node range = node(loop.iterRange());
    int item = loops.size();
    require(loop.iterVar2().isEmpty() && !loops.containsKey(loop.iterVar()));
    loops.put(loop.iterVar(), item);
    depth = Math.max(depth, loops.size());
    Node node = loop(loop, range, item);
    loops.remove(loop.iterVar());
    return node;
  }

  private Node loop(CelComprehension loop, Node range, int item) {
    CelExpr step = loop.loopStep();
    List<CelExpr> args = step.getKind() == Kind.CALL ? step.call().args() : List.of();
    require(args.size() >= 2 && isName(loop.result(), loop.accuVar()));
    boolean isJoined = isName(args.getFirst(), loop.accuVar());
    switch (step.call().function()) {
      case "_&&_" -> {
        Node condition = node(args.get(1));
        require(isJoined && isConstant(loop.accuInit(), true));
        return frame -> !isAny(frame, range, item, condition, false);
      }
      case "_||_" -> {
        Node condition = node(args.get(1));
        require(isJoined && isConstant(loop.accuInit(), false));
        return frame -> isAny(frame, range, item, condition, true);
      }
      case "_+_" -> {
        Node result = added(loop, step);
        return frame -> gathered(frame, range, item, null, result);
      }
      case "_?_:_" -> {
        Node condition = node(args.getFirst());
        Node result = added(loop, args.get(1));
        require(isName(args.get(2), loop.accuVar()));
        return frame -> gathered(frame, range, item, condition, result);
      }
      default -> throw new Undecided();
    }
  }

  /// What is added to the list that a loop builds.
  private Node added(CelComprehension loop, CelExpr step) {
    require(loop.accuInit().getKind() == Kind.LIST && loop.accuInit().list().elements().isEmpty());
    require(step.getKind() == Kind.CALL && step.call().function().equals("_+_"));
    List<CelExpr> args = step.call().args();
    require(args.size() == 2 && isName(args.getFirst(), loop.accuVar()));
    CelExpr last = args.getLast();
    require(last.getKind() == Kind.LIST && last.list().elements().size() == 1);
    require(last.list().optionalIndices().isEmpty());
    return node(last.list().elements().getFirst());
  }

  private static void require(boolean isKnown) {
    if (!isKnown) {
      throw new Undecided();
    }
  }

  private static boolean isName(CelExpr expr, String name) {
    return expr.getKind() == Kind.IDENT && expr.ident().name().equals(name);
  }

  private static boolean isConstant(CelExpr expr, boolean value) {
    return expr.constantOrDefault().getKind() == CelConstant.Kind.BOOLEAN_VALUE
        && expr.constant().booleanValue() == value;
  }

  private static boolean isAny(Frame frame, Node range, int item, Node condition, boolean wanted) {
    for (Object value : frame.list(range)) {
      frame.items[item] = frame.counted(value);
      if (frame.isTrue(condition) == wanted) {
        return true;
      }
    }
    return false;
  }

  private static List<Object> gathered(
      Frame frame, Node range, int item, @Nullable Node condition, Node result) {
    List<Object> gathered = new ArrayList<>();
    for (Object value : frame.list(range)) {
      frame.items[item] = frame.counted(value);
      if (condition == null || frame.isTrue(condition)) {
        gathered.add(result.value(frame));
      }
    }
    return gathered;
  }
}
