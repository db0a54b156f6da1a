// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A diff is what Git makes of the texts, and Git can apply it.
class UnifiedDiffTest {

  @TempDir private Path directory = Path.of("");

  private static String diff(String before, String after) {
    return UnifiedDiff.of("a/b.yaml", before, after, Look.PLAIN);
  }

  @Test
  void showsWhatDiffersWithThreeLinesAround() {
    String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n";

    assertThat(diff(before, before.replace("5\n", "five\n").replace("14\n", "14\n15\n")))
        .isEqualTo(
            """
            --- a/a/b.yaml
            +++ b/a/b.yaml
            @@ -2,7 +2,7 @@
             2
             3
             4
            -5
            +five
             6
             7
             8
            @@ -12,3 +12,4 @@
             12
             13
             14
            +15
            """);
    assertThat(diff(before, before)).isEmpty();
  }

  @Test
  void saysWhereALineHasNoEnd() {
    assertThat(diff("a\nb", "a\nc\n"))
        .endsWith("@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n");
  }

  @Test
  void tabsAndLineEndsAreThoseOfTheFile() {
    assertThat(diff("a\tb\r\n", "a\tc\r\n")).endsWith("@@ -1,1 +1,1 @@\n-a\tb\r\n+a\tc\r\n");
  }

  @Test
  void aLongFileIsToldAsReplacedInBetween() {
    var before = new StringBuilder("first\n");
    for (int i = 0; i < 3_000; i++) {
      before.append("line ").append(i).append('\n');
    }
    String after = before.toString().replace("line 0\n", "one\n").replace("line 2999\n", "two\n");

    assertThat(diff(before.toString(), after).lines())
        .hasSize(2 + 1 + 1 + 6_000)
        .startsWith("--- a/a/b.yaml", "+++ b/a/b.yaml", "@@ -1,3001 +1,3001 @@", " first");
  }

  /// Texts of a seed, each with some lines changed, applied by Git.
  @Test
  void gitAppliesIt() throws IOException, InterruptedException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    for (int round = 0; round < 25; round++) {
      List<String> before = new ArrayList<>();
      List<String> after = new ArrayList<>();
      for (int i = 0; i < random.nextInt(1, 40); i++) {
        String line = "line " + random.nextInt(5);
        int what = random.nextInt(10);
        if (what != 0) {
          before.add(line);
        }
        if (what != 1) {
          after.add(what == 2 ? "other " + i : line);
        }
      }
      String old = text(before);
      String now = text(after);
      Files.writeString(directory.resolve("b.yaml"), old);
      Files.writeString(
          directory.resolve("b.diff"), UnifiedDiff.of("b.yaml", old, now, Look.PLAIN));
      if (!old.equals(now)) {
        Process git =
            new ProcessBuilder("git", "apply", "-p1", "b.diff")
                .directory(directory.toFile())
                .inheritIO()
                .start();
        assertThat(git.waitFor()).isZero();
      }
      assertThat(Files.readString(directory.resolve("b.yaml"))).isEqualTo(now);
    }
  }

  private static String text(List<String> lines) {
    return lines.isEmpty() ? "first\n" : "first\n" + String.join("\n", lines) + "\n";
  }
}
