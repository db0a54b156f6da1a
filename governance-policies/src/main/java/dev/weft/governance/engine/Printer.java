// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelUnparserVisitor;
import org.jspecify.annotations.Nullable;

/// Writes a syntax tree as text, with one part replaced if need be. Texts inside are escaped, which
/// the unparser alone leaves to its reader.
final class Printer extends CelUnparserVisitor {

  private final long replaced;
  private final @Nullable CelExpr instead;

  private Printer(CelAbstractSyntaxTree ast, long replaced, @Nullable CelExpr instead) {
    super(ast);
    this.replaced = replaced;
    this.instead = instead;
  }

  /// The whole tree, with another part in the place of one.
  static String print(CelAbstractSyntaxTree ast, long replaced, CelExpr instead) {
    return new Printer(ast, replaced, instead).unparse();
  }

  /// One part.
  static String print(CelAbstractSyntaxTree ast, CelExpr part) {
    Printer printer = new Printer(ast, -1, null);
    printer.visit(part);
    return printer.stringBuilder.toString();
  }

  @Override
  public void visit(CelExpr expr) {
    CelExpr other = instead;
    if (other != null && expr.id() == replaced) {
      // What stands around was written for the part that was there.
      stringBuilder.append(LEFT_PAREN);
      super.visit(other);
      stringBuilder.append(RIGHT_PAREN);
    } else {
      super.visit(expr);
    }
  }

  @Override
  protected void visit(CelExpr expr, CelConstant constant) {
    if (constant.getKind() == CelConstant.Kind.STRING_VALUE) {
      quote(constant.stringValue());
    } else {
      super.visit(expr, constant);
    }
  }

  private void quote(String text) {
    stringBuilder.append('\'');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\'', '\\' -> stringBuilder.append('\\').append(c);
        case '\n' -> stringBuilder.append("\\n");
        case '\r' -> stringBuilder.append("\\r");
        case '\t' -> stringBuilder.append("\\t");
        default -> stringBuilder.append(c);
      }
    }
    stringBuilder.append('\'');
  }
}
