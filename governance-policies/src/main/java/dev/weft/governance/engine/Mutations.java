// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Changes an expression in one place at a time: an operator becomes its neighbour, a side of `&&`
/// or `||` goes, a condition is turned round, a constant is another one. Whether the outcome still
/// compiles is for the engine to say.
public final class Mutations {

  /// Calls that become others, each by itself. The names are those of CEL's syntax tree.
  private static final Map<String, List<String>> NEIGHBOURS =
      Map.ofEntries(
          Map.entry("_==_", List.of("_!=_")),
          Map.entry("_!=_", List.of("_==_")),
          Map.entry("_<_", List.of("_<=_", "_>=_")),
          Map.entry("_<=_", List.of("_<_", "_>_")),
          Map.entry("_>_", List.of("_>=_", "_<=_")),
          Map.entry("_>=_", List.of("_>_", "_<_")),
          Map.entry("_&&_", List.of("_||_")),
          Map.entry("_||_", List.of("_&&_")),
          Map.entry("_+_", List.of("_-_")),
          Map.entry("_-_", List.of("_+_")),
          Map.entry("_*_", List.of("_/_")),
          Map.entry("_/_", List.of("_*_")),
          Map.entry("all", List.of("exists")),
          Map.entry("exists", List.of("all")),
          Map.entry("exists_one", List.of("exists")),
          Map.entry("startsWith", List.of("endsWith")),
          Map.entry("endsWith", List.of("startsWith")));

  /// Macros whose second argument is a condition.
  private static final Set<String> WITH_CONDITION = Set.of("all", "exists", "exists_one", "filter");

  private static final Pattern NUMBER = Pattern.compile("(-?[0-9]{1,17})(.*)");

  /// Knows no macros, so that these are calls as they are written.
  private static final CelParser PARSER =
      CelParserFactory.standardCelParserBuilder()
          .setOptions(
              CelOptions.current()
                  .maxParseRecursionDepth(50)
                  .enableOptionalSyntax(true)
                  .retainUnbalancedLogicalExpressions(true)
                  .retainRepeatedUnaryOperators(true)
                  .build())
          .build();

  private final CelAbstractSyntaxTree ast;
  private final Map<String, Mutation> found = new LinkedHashMap<>();

  private Mutations(CelAbstractSyntaxTree ast) {
    this.ast = ast;
  }

  /// Every change of an expression, in the order of its parts; none of a text that is no
  /// expression.
  public static List<Mutation> of(String text) {
    CelValidationResult parsed = PARSER.parse(text);
    if (parsed.hasError()) {
      return List.of();
    }
    try {
      Mutations mutations = new Mutations(parsed.getAst());
      mutations.visit(mutations.ast.getExpr(), true);
      return List.copyOf(mutations.found.values());
    } catch (CelValidationException e) {
      throw new IllegalStateException("a text without errors is an expression: " + text, e);
    }
  }

  /// @param isCondition whether it stands where something is true or false
  private void visit(CelExpr expr, boolean isCondition) {
    switch (expr.getKind()) {
      case CONSTANT -> constant(expr);
      case CALL -> call(expr, isCondition);
      case SELECT -> {
        if (isCondition) {
          negate(expr);
        }
        visit(expr.select().operand(), false);
      }
      case IDENT -> {
        if (isCondition) {
          negate(expr);
        }
      }
      case LIST -> expr.list().elements().forEach(element -> visit(element, false));
      case MAP -> expr.map().entries().forEach(entry -> visit(entry.value(), false));
      case STRUCT, COMPREHENSION, NOT_SET -> {}
    }
  }

  private void call(CelExpr expr, boolean isCondition) {
    CelCall call = expr.call();
    String function = call.function();
    for (String other : NEIGHBOURS.getOrDefault(function, List.of())) {
      add(expr, called(expr, call.toBuilder().setFunction(other).build()));
    }
    switch (function) {
      case "_&&_", "_||_" -> {
        add(expr, call.args().get(0));
        add(expr, call.args().get(1));
        call.args().forEach(side -> visit(side, true));
      }
      case "!_" -> {
        CelExpr inner = call.args().getFirst();
        add(expr, inner);
        // Turned round it would be the same change once more.
        visit(inner, isComposed(inner));
      }
      case "_?_:_" -> {
        add(
            expr,
            called(
                expr,
                CelCall.newBuilder()
                    .setFunction(function)
                    .addArgs(call.args().get(0), call.args().get(2), call.args().get(1))
                    .build()));
        visit(call.args().get(0), true);
        visit(call.args().get(1), isCondition);
        visit(call.args().get(2), isCondition);
      }
      case "duration" -> duration(expr);
      default -> {
        if (isCondition && !NEIGHBOURS.containsKey(function)) {
          negate(expr);
        }
        if (function.equals("filter")) {
          call.target().ifPresent(list -> add(expr, list));
        }
        call.target().ifPresent(target -> visit(target, false));
        boolean hasCondition = WITH_CONDITION.contains(function) && call.args().size() == 2;
        for (int i = hasCondition ? 1 : 0; i < call.args().size(); i++) {
          if (!function.equals("has")) {
            visit(call.args().get(i), hasCondition);
          }
        }
      }
    }
  }

  private static boolean isComposed(CelExpr expr) {
    return expr.getKind() == Kind.CALL
        && (expr.call().function().equals("_&&_") || expr.call().function().equals("_||_"));
  }

  private void constant(CelExpr expr) {
    CelConstant constant = expr.constant();
    switch (constant.getKind()) {
      case INT64_VALUE -> {
        add(expr, constant(expr, CelConstant.ofValue(constant.int64Value() - 1)));
        add(expr, constant(expr, CelConstant.ofValue(constant.int64Value() + 1)));
      }
      case DOUBLE_VALUE -> {
        add(expr, constant(expr, CelConstant.ofValue(constant.doubleValue() - 1)));
        add(expr, constant(expr, CelConstant.ofValue(constant.doubleValue() + 1)));
      }
      case BOOLEAN_VALUE ->
          add(expr, constant(expr, CelConstant.ofValue(!constant.booleanValue())));
      case STRING_VALUE ->
          add(expr, constant(expr, CelConstant.ofValue(constant.stringValue() + "~")));
      default -> {}
    }
  }

  /// A number of hours or seconds is one less and one more.
  private void duration(CelExpr expr) {
    CelExpr text = expr.call().args().getFirst();
    if (text.constantOrDefault().getKind() != CelConstant.Kind.STRING_VALUE) {
      visit(text, false);
      return;
    }
    Matcher number = NUMBER.matcher(text.constant().stringValue());
    if (number.matches()) {
      long value = Long.parseLong(number.group(1));
      for (long other : new long[] {value - 1, value + 1}) {
        add(text, constant(text, CelConstant.ofValue(other + number.group(2))));
      }
    }
  }

  private void negate(CelExpr expr) {
    CelExpr inner = expr.toBuilder().setId(0).build();
    add(expr, called(expr, CelCall.newBuilder().setFunction("!_").addArgs(inner).build()));
  }

  private static CelExpr called(CelExpr expr, CelCall call) {
    return expr.toBuilder().setCall(call).build();
  }

  private static CelExpr constant(CelExpr expr, CelConstant constant) {
    return expr.toBuilder().setConstant(constant).build();
  }

  private void add(CelExpr part, CelExpr instead) {
    String text = Printer.print(ast, part.id(), instead);
    found.putIfAbsent(
        text, new Mutation(text, Printer.print(ast, part), Printer.print(ast, instead)));
  }
}
