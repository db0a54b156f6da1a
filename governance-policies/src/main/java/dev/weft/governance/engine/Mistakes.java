// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import dev.cel.common.CelIssue;
import dev.cel.common.types.CelType;
import dev.weft.model.language.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says what the compiler found in the words of the manifest language, with a hint where there is
/// one.
final class Mistakes {

  private static final Pattern FIELD = Pattern.compile("undefined field '([^']*)'");
  private static final Pattern NAME = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern OVERLOAD =
      Pattern.compile("found no matching overload for '([^']*)' applied to '(.*?)' \\(candi.*");
  private static final int LONGEST = 300;

  private final Map<String, String> variables;

  Mistakes(Map<String, String> variables) {
    this.variables = variables;
  }

  List<Mistake> of(Collection<CelIssue> issues) {
    List<Mistake> mistakes = new ArrayList<>();
    for (CelIssue issue : issues) {
      mistakes.add(of(issue));
    }
    return mistakes.stream().distinct().limit(5).toList();
  }

  Mistake notACondition(CelType type) {
    return new Mistake(
        "the expression gives `" + type.name() + "`, not true or false",
        "compare it with something, or use `all` or `exists`",
        0);
  }

  private Mistake of(CelIssue issue) {
    String message = issue.getMessage().lines().findFirst().orElse("");
    int offset = Math.max(0, issue.getSourceLocation().getColumn());
    Matcher field = FIELD.matcher(message);
    if (field.matches()) {
      String name = field.group(1);
      return new Mistake(
          "there is no `" + name + "` in what stands before it",
          Words.didYouMean(name, FactTypes.INSTANCE.componentNames(), "components"),
          offset);
    }
    Matcher unknown = NAME.matcher(message);
    if (unknown.matches()) {
      String name = unknown.group(1);
      boolean isParam = name.equals("params");
      var known = new TreeSet<>(variables.keySet());
      return new Mistake(
          isParam ? "there is no such parameter" : "there is no `" + name + "`",
          isParam ? "declare it under `params`" : Words.didYouMean(name, known, "variables"),
          offset);
    }
    Matcher overload = OVERLOAD.matcher(message);
    if (overload.matches()) {
      String types = words(overload.group(2));
      return new Mistake(
          "`%s` cannot be applied to %s".formatted(operator(overload.group(1)), types),
          types.contains("optional")
              ? "it may be absent: ask with `has(…)`, then take it with `.value()` or"
                  + " `.orValue(…)`"
              : "",
          offset);
    }
    return new Mistake(
        message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…", "", offset);
  }

  private static String words(String types) {
    return types
        .replace("google.protobuf.Duration", "duration")
        .replace("google.protobuf.Timestamp", "timestamp")
        .replace("optional_type", "optional");
  }

  private static String operator(String function) {
    String plain = function.replace("_", "").replace("@", "");
    return plain.isEmpty() ? function : plain;
  }
}
