// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Looks at constants that can be known to be wrong before anything is evaluated: regular
/// expressions, and the texts of durations and timestamps.
final class Constants {

  private static final Pattern DURATION =
      Pattern.compile("-?([0-9]+(\\.[0-9]+)?(ns|us|ms|s|m|h))+");

  private final CelAbstractSyntaxTree ast;

  Constants(CelAbstractSyntaxTree ast) {
    this.ast = ast;
  }

  List<Mistake> mistakes() {
    List<Mistake> mistakes = new ArrayList<>();
    CelNavigableAst.fromAst(ast)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CALL)
        .forEach(node -> check(node.expr(), mistakes));
    return mistakes;
  }

  private void check(CelExpr expr, List<Mistake> mistakes) {
    CelExpr.CelCall call = expr.call();
    if (call.args().isEmpty()) {
      return;
    }
    CelExpr last = call.args().getLast();
    if (last.constantOrDefault().getKind() != CelConstant.Kind.STRING_VALUE) {
      return;
    }
    String text = last.constant().stringValue();
    try {
      switch (call.function()) {
        case "matches" -> {
          var unused = Patterns.of(text);
        }
        case "duration" -> {
          if (!DURATION.matcher(text).matches()) {
            throw new IllegalArgumentException("no duration");
          }
        }
        case "timestamp" -> {
          var unused = OffsetDateTime.parse(text);
        }
        default -> {}
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      mistakes.add(
          new Mistake(
              call.function().equals("matches")
                  ? String.valueOf(e.getMessage())
                  : "`" + text + "` is no " + call.function(),
              call.function().equals("duration")
                  ? "write seconds, minutes or hours, such as `2160h`"
                  : "",
              offset(last)));
    }
  }

  private int offset(CelExpr expr) {
    return ast.getSource().getPositionsMap().getOrDefault(expr.id(), 0);
  }
}
