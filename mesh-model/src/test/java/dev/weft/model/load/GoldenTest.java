// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.diagnostic.DiagnosticPrinter;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs every folder under `golden`: a mesh beside the exact diagnostics it must give. Files lie
/// over those of `golden/base`; a file that is empty but for `#removed` takes one away. With
/// `-Dweft.regenerate=true` the expectations are written anew, to be read in the diff.
class GoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String EXPECTED = "expected.diagnostics";

  @TestFactory
  Stream<DynamicTest> givesTheExpectedDiagnostics() throws IOException {
    List<Path> cases;
    try (Stream<Path> folders = Files.list(GOLDEN)) {
      cases = folders.filter(folder -> !folder.endsWith("base")).sorted().toList();
    }
    assertThat(cases).hasSizeGreaterThan(30);
    return cases.stream()
        .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> run(folder)));
  }

  private static void run(Path folder) throws IOException {
    MemoryTree tree = new MemoryTree();
    add(tree, GOLDEN.resolve("base"));
    add(tree, folder);

    String actual = DiagnosticPrinter.lines(MeshLoader.load(tree).validate(GeneratedMesh.TODAY));

    Path expected = folder.resolve(EXPECTED);
    if (Boolean.getBoolean("weft.regenerate")) {
      Files.writeString(expected, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(expected));
  }

  private static void add(MemoryTree tree, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        byte[] content = Files.readAllBytes(file);
        if (path.equals(EXPECTED)) {
          continue;
        }
        if (new String(content, java.nio.charset.StandardCharsets.ISO_8859_1)
            .startsWith("#removed")) {
          MemoryTree unused = tree.without(path);
        } else {
          MemoryTree unused = tree.with(path, content);
        }
      }
    }
  }
}
