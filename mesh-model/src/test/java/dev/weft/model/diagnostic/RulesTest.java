// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulesTest {

  private static final Path SOURCES = Path.of("src/main/java/dev/weft/model");
  private static final Pattern ID =
      Pattern.compile(
          "\"((?:source|yaml|manifest|reference|naming|topic|schema|access|environment)/[a-z0-9-]+)\"");
  private static final Pattern USE = Pattern.compile("\\bRules\\.([A-Z0-9_]+)\\b");

  @Test
  void catalogueExplainsExactlyTheConstants() throws IllegalAccessException {
    List<String> constants = new ArrayList<>();
    for (Field field : Rules.class.getFields()) {
      constants.add((String) field.get(null));
    }

    assertThat(ids()).containsExactlyInAnyOrderElementsOf(constants);
  }

  @Test
  void everyRuleHasASentence() {
    assertThat(RuleCatalogue.rules())
        .allSatisfy(rule -> assertThat(rule.summary()).matches("[A-Z`].*\\."));
  }

  @Test
  void codeEmitsOnlyRulesOfTheCatalogue() throws IOException {
    Set<String> written = new TreeSet<>();
    for (Path file : sources()) {
      Matcher matcher = ID.matcher(Files.readString(file));
      while (matcher.find()) {
        written.add(matcher.group(1));
      }
    }

    assertThat(written).isNotEmpty().isSubsetOf(ids());
  }

  @Test
  void everyConstantIsUsed() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path file : sources()) {
      if (!file.endsWith("RuleCatalogue.java")) {
        Matcher matcher = USE.matcher(Files.readString(file));
        while (matcher.find()) {
          used.add(matcher.group(1));
        }
      }
    }

    assertThat(Stream.of(Rules.class.getFields()).map(Field::getName)).isSubsetOf(used);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static Set<String> ids() {
    return RuleCatalogue.rules().stream().map(RuleCatalogue.Rule::id).collect(Collectors.toSet());
  }
}
