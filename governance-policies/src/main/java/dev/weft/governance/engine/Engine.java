// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelStandardFunctions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compiles expressions over a set of variables. What an expression reads is checked here: a
/// mistyped name or a wrong type is a mistake of the expression, not a surprise at evaluation.
///
/// The bindings extension is left out on purpose: it lets a short text build a huge one.
public final class Engine {

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(4_000)
          .maxParseRecursionDepth(50)
          .comprehensionMaxIterations(20_000)
          .populateMacroCalls(true)
          .build();

  private static final CelStringExtensions STRINGS =
      CelExtensions.strings(
          CelStringExtensions.Function.INDEX_OF,
          CelStringExtensions.Function.LOWER_ASCII,
          CelStringExtensions.Function.SPLIT,
          CelStringExtensions.Function.SUBSTRING,
          CelStringExtensions.Function.TRIM,
          CelStringExtensions.Function.UPPER_ASCII);

  private static final class Holder {
    private static final Cel BASE = base().build();
  }

  private final Cel cel;
  private final Map<String, String> variables;

  private Engine(Cel cel, Map<String, String> variables) {
    this.cel = cel;
    this.variables = variables;
  }

  /// What became of a text.
  ///
  /// @param expression absent when there are mistakes
  /// @param mistakes empty when there is none
  /// @param kind what it gives; absent when there are mistakes
  public record Compiled(
      @Nullable Expression expression, List<Mistake> mistakes, Variable.@Nullable Kind kind) {

    private Compiled(Mistake mistake) {
      this(null, List.of(mistake), null);
    }
  }

  /// An engine over variables.
  public static Engine over(Collection<Variable> variables) {
    CelBuilder builder = Holder.BASE.toCelBuilder();
    Map<String, String> described = new LinkedHashMap<>();
    for (Variable variable : variables) {
      builder = builder.addVar(variable.name(), variable.type());
      described.put(variable.name(), variable.describe());
    }
    return new Engine(builder.build(), described);
  }

  /// The same engine with one more variable.
  public Engine with(Variable variable) {
    Map<String, String> described = new LinkedHashMap<>(variables);
    described.put(variable.name(), variable.describe());
    return new Engine(
        cel.toCelBuilder().addVar(variable.name(), variable.type()).build(), described);
  }

  /// Whether there is a variable of this name, or with it in front.
  public boolean knows(String name) {
    return variables.keySet().stream()
        .anyMatch(known -> known.equals(name) || known.startsWith(name + "."));
  }

  private static CelBuilder base() {
    return CelFactory.plannerCelBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .setTypeProvider(FactTypes.INSTANCE)
        .setStandardFunctions(
            CelStandardFunctions.newBuilder()
                .excludeFunctions(CelStandardFunctions.StandardFunction.MATCHES)
                .build())
        .addCompilerLibraries(CelExtensions.optional(), STRINGS)
        .addRuntimeLibraries(CelExtensions.optional(), STRINGS)
        .addFunctionDeclarations(Functions.declarations())
        .addFunctionBindings(Functions.bindings());
  }

  /// Compiles a condition.
  public Compiled condition(String text) {
    return compile(text, SimpleType.BOOL);
  }

  /// Compiles an expression of any type.
  public Compiled value(String text) {
    return compile(text, SimpleType.DYN);
  }

  private Compiled compile(String text, CelType wanted) {
    if (text.isBlank()) {
      return new Compiled(new Mistake("the expression is empty", "", 0));
    }
    CelValidationResult checked = cel.compile(text);
    Mistakes mistakes = new Mistakes(variables);
    if (checked.hasError()) {
      return new Compiled(null, mistakes.of(checked.getErrors()), null);
    }
    try {
      var ast = checked.getAst();
      CelType type = ast.getResultType();
      if (wanted == SimpleType.BOOL && !type.equals(SimpleType.BOOL)) {
        return new Compiled(mistakes.notACondition(type));
      }
      List<Mistake> found = new ArrayList<>(new Constants(ast).mistakes());
      if (!found.isEmpty()) {
        return new Compiled(null, List.copyOf(found), null);
      }
      return new Compiled(
          new Expression(text, cel.createProgram(ast), ast),
          List.of(),
          new Variable.Kind.Computed(type));
    } catch (dev.cel.common.CelValidationException | CelEvaluationException e) {
      return new Compiled(new Mistake(String.valueOf(e.getMessage()), "", 0));
    }
  }

  /// Every name that an expression may read, sorted.
  SortedSet<String> names() {
    return new TreeSet<>(variables.keySet());
  }
}
