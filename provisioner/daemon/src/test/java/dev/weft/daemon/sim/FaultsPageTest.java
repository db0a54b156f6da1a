// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every test that the table of faults names exists.
class FaultsPageTest {

  private static final Path ROOT = Path.of(System.getProperty("weft.root", "../.."));
  private static final Pattern NAMED = Pattern.compile("`(\\w*(?:Test|IT))?(?:\\.(\\w+))?`");

  @Test
  void namesTestsThatExist() throws IOException {
    Map<String, String> sources = sources();
    var missing = new ArrayList<String>();
    int named = 0;
    for (String row : rows()) {
      String test = "";
      Matcher matcher = NAMED.matcher(row.substring(row.lastIndexOf('|', row.length() - 2)));
      while (matcher.find()) {
        String type = matcher.group(1);
        String name = matcher.group(2);
        test = type == null ? test : type;
        String method = name == null ? "" : "void " + name + "(";
        named++;
        if (!sources.getOrDefault(test, "").contains(method) || !sources.containsKey(test)) {
          missing.add(matcher.group() + " of " + test + " in: " + row);
        }
      }
    }
    assertThat(named).isGreaterThan(40);
    assertThat(missing).isEmpty();
  }

  private static List<String> rows() throws IOException {
    List<String> rows =
        Files.readAllLines(ROOT.resolve("docs/reference/faults.md")).stream()
            .filter(line -> line.matches("\\| \\d+ \\|.*\\|"))
            .toList();
    assertThat(rows).hasSize(34);
    return rows;
  }

  private static Map<String, String> sources() throws IOException {
    var sources = new TreeMap<String, String>();
    for (String module : List.of("provisioner", "mesh-model", "governance-policies", "journeys")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
        for (Path file : files.filter(FaultsPageTest::isTest).toList()) {
          String path = slashed(file);
          String name = path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
          sources.put(name, Files.readString(file));
        }
      }
    }
    return sources;
  }

  private static boolean isTest(Path file) {
    String path = slashed(file);
    return path.contains("/src/test/java/") && path.matches(".*(Test|IT)\\.java");
  }

  private static String slashed(Path file) {
    return file.toString().replace('\\', '/');
  }
}
