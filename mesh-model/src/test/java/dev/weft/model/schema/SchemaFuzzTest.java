// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Damages valid schemas. Whatever comes out, a reader answers with a schema or an error.
class SchemaFuzzTest {

  private static final Path CASES = Path.of("src/test/resources/schema-golden");
  private static final int ROUNDS = Integer.getInteger("weft.fuzz.rounds", 300);

  private static final List<String> SPLINTERS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          "'",
          "//",
          "/*",
          "*/",
          "<",
          ">",
          "(",
          ")",
          ";",
          ",",
          ":",
          "=",
          ".",
          "-1",
          "1e999999999",
          "null",
          "true",
          "\"$ref\":\"#\"",
          "\"type\":[]",
          "\"default\":{}",
          "message",
          "enum",
          "oneof",
          "map<",
          "repeated",
          "import",
          "option (x).y = {a: [1, 2]};",
          "group",
          "extend",
          "\\u0000",
          "\0",
          "\uFEFF",
          "é",
          "\r",
          "\n",
          "\"\\ud800\"",
          "reserved 1 to max;",
          "\"$ref\":\"../../x\"",
          "\"allOf\":[{\"$ref\":\"#\"}]",
          "99999999999999999999");

  @TestFactory
  Stream<DynamicTest> alwaysAnswers() {
    return LongStream.of(1, 2, 3)
        .boxed()
        .flatMap(seed ->
            Stream.of(
                test(
                    seed,
                    "avro-everything",
                    "order.avsc",
                    null,
                    List.of("address.avsc", "country.avsc")),
                test(seed, "proto-everything", "orders/order.proto", "shop.Order", List.of()),
                test(seed, "json-everything", "order.json", null, List.of())));
  }

  private static DynamicTest test(
      long seed, String folder, String file, @Nullable String message, List<String> references) {
    return DynamicTest.dynamicTest(
        folder + ", seed " + seed,
        () -> {
          byte[] valid = content(folder, file);
          SplittableRandom random = new SplittableRandom(seed);
          for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = valid;
            for (int i = random.nextInt(1, 4); i > 0; i--) {
              damaged = damage(damaged, random);
            }
            MapSource source = MapSource.ofFolder(CASES.resolve(folder)).with(file, damaged);
            String text = new String(damaged, StandardCharsets.UTF_8);
            SchemaReader.Result result;
            try {
              result = new SchemaReader(source).read(file, message, references);
              for (SchemaFormat format : SchemaFormat.values()) {
                assertThat(Canonical.of(format, text)).isNotNull();
              }
            } catch (RuntimeException | StackOverflowError e) {
              throw new AssertionError("seed " + seed + ", round " + round + ":\n" + text, e);
            }
            boolean failed = result.diagnostics().stream().anyMatch(Diagnostic::isBlocking);
            assertThat(failed)
                .as("seed %d, round %d:%n%s", seed, round, text)
                .isEqualTo(result.schema() == null);
          }
        });
  }

  private static byte[] content(String folder, String file) {
    try {
      return Files.readAllBytes(CASES.resolve(folder).resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] damage(byte[] bytes, SplittableRandom random) {
    if (bytes.length < 2) {
      return bytes;
    }
    int at = random.nextInt(bytes.length - 1);
    return switch (random.nextInt(7)) {
      case 0 -> {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      case 1 -> Arrays.copyOf(bytes, at);
      case 2 -> splice(bytes, at, at + 1, new byte[0]);
      case 3 -> {
        int from = random.nextInt(bytes.length);
        yield splice(
            bytes,
            at,
            at,
            Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + random.nextInt(80))));
      }
      case 4 -> splice(bytes, at, Math.min(bytes.length, at + random.nextInt(60)), new byte[0]);
      default -> {
        String splinter = SPLINTERS.get(random.nextInt(SPLINTERS.size()));
        int times = random.nextInt(20) == 0 ? 100_000 / splinter.length() : 1;
        yield splice(bytes, at, at, splinter.repeat(times).getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] middle) {
    byte[] result = new byte[from + middle.length + bytes.length - to];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(middle, 0, result, from, middle.length);
    System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
    return result;
  }
}
