// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What commands share that ask the catalog.
abstract class CatalogCommand extends Command {

  private static final String ADDRESS = "WEFT_CATALOG";
  private static final String USUAL = "http://127.0.0.1:18088";

  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--server",
      order = 80,
      paramLabel = "URL",
      description =
          "The catalog. Default: $WEFT_CATALOG, else "
              + USUAL
              + ". It is asked as whoever `weft login` has logged in, or with $WEFT_TOKEN.")
  private @Nullable String server;

  CatalogCommand(Session session) {
    super(session);
  }

  final ApiClient catalog() {
    format.requireKnown();
    Map<String, String> variables = session().terminal().environment();
    var login = new Logins(session(), ApiClient.Service.CATALOG);
    return ApiClient.of(
        ApiClient.Service.CATALOG,
        server == null ? variables.getOrDefault(ADDRESS, USUAL) : server,
        login::token);
  }

  /// Prints an answer, in words or as it came.
  final ExitCode answer(JsonNode answer, Function<JsonNode, String> words) {
    try {
      print(
          format.isJson()
              ? ApiClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n"
              : words.apply(answer));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read can be written", e);
    }
    return ExitCode.OK;
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
