// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys.tutorial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One command block of the tutorial with what its reader is promised. In the Markdown it is a `sh`
/// block behind a comment such as `<!-- tutorial: step=plan exit=2 contains="1 to change" -->`.
///
/// @param name the step's name
/// @param script the block as written
/// @param exit the exit code, or `any` for a command whose code is not part of the promise
/// @param contains texts that standard output and error together contain
/// @param folder where the reader is by then; empty for the checkout
record TutorialStep(String name, String script, String exit, List<String> contains, String folder) {

  private static final Pattern BLOCK =
      Pattern.compile("<!-- tutorial: (.*?) -->\\s*```sh\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\S+))");

  /// The step with more commands after it, in the same shell.
  TutorialStep followedBy(String more) {
    return new TutorialStep(name, script + more + "\n", exit, contains, folder);
  }

  /// The step with another text in place of one, in the script and in the promises.
  TutorialStep with(String instead, String of) {
    return new TutorialStep(
        name,
        script.replace(of, instead),
        exit,
        contains.stream().map(promised -> promised.replace(of, instead)).toList(),
        folder);
  }

  /// Reads all steps, in order; a `sh` block without a promise is an error, so none is left out.
  static List<TutorialStep> parse(String markdown) {
    var steps = new ArrayList<TutorialStep>();
    Matcher block = BLOCK.matcher(markdown);
    while (block.find()) {
      Map<String, String> single = new TreeMap<>();
      var contains = new ArrayList<String>();
      Matcher attribute = ATTRIBUTE.matcher(block.group(1));
      while (attribute.find()) {
        String value = attribute.group(2) != null ? attribute.group(2) : attribute.group(3);
        if (attribute.group(1).equals("contains")) {
          contains.add(value);
        } else {
          single.put(attribute.group(1), value);
        }
      }
      steps.add(
          new TutorialStep(
              single.getOrDefault("step", "unnamed"),
              block.group(2),
              single.getOrDefault("exit", "0"),
              List.copyOf(contains),
              single.getOrDefault("in", "")));
    }
    int blocks = markdown.split("```sh\\n", -1).length - 1;
    if (blocks != steps.size()) {
      throw new IllegalStateException(
          "%d sh blocks, but only %d with a tutorial comment".formatted(blocks, steps.size()));
    }
    return List.copyOf(steps);
  }
}
