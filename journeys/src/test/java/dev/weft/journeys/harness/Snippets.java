// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys.harness;

import dev.weft.devstack.PlatformStack;
import dev.weft.journeys.harness.Command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// Runs what the catalog offers to paste into a terminal.
public final class Snippets {

  private static final String SECRET = "sasl.oauthbearer.client.credentials.client.secret";

  private Snippets() {}

  /// Runs a snippet as an application, with the secret that the platform has left for it.
  ///
  /// @param application such as `billing/invoice-runner`
  public static Result run(PlatformStack platform, String application, String text)
      throws IOException, InterruptedException {
    Path credentials =
        platform.stack().credentials().resolve(application.replace('/', '.') + ".properties");
    var login = new Properties();
    try (var reader = Files.newBufferedReader(credentials)) {
      login.load(reader);
    }
    return Command.run(
        Path.of("target").toAbsolutePath(),
        Wait.PATIENCE,
        Map.of("WEFT_CLIENT_SECRET", login.getProperty(SECRET)),
        List.of("sh", "-c", text));
  }
}
