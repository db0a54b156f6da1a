// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.devstack.DemoUser;
import dev.weft.devstack.PlatformStack;
import dev.weft.journeys.harness.Command;
import dev.weft.journeys.harness.SharedPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// People at the pages, in a real Chromium. The scripts that drive it are in `web-ui/scripts`; each
/// says which step failed, and leaves a picture of the page as it then was.
@ExtendWith(SharedPlatform.class)
class BrowserJourneyIT {

  private static final Path UI =
      Path.of(System.getProperty("weft.root"), "web-ui").toAbsolutePath();
  private static final Path PICTURES = Path.of("target/browser").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(9);

  private final PlatformStack platform;

  BrowserJourneyIT(PlatformStack platform) {
    this.platform = platform;
  }

  @Test
  void twoPeopleGoTheWholeLoop() throws Exception {
    Command.Result loop =
        node("scripts/whole-loop.mjs", platform.catalogUrl(), PICTURES.resolve("loop").toString());

    assertThat(loop.require()).contains("the page of the request shows the first use");
  }

  @Test
  void everyPageIsAccessibleInBothThemes() throws Exception {
    String pictures = PICTURES.resolve("pages").toString();

    Command.Result pages =
        node(
            "scripts/screenshots.mjs", platform.catalogUrl(), "--out", pictures, "--width", "1280");

    assertThat(pages.require()).contains("each in 2 themes").contains("0 problems");
  }

  private Command.Result node(String... arguments) throws Exception {
    Map<String, String> environment = new TreeMap<>();
    for (DemoUser user : DemoUser.values()) {
      environment.put(
          "WEFT_PASSWORD_" + user.username().toUpperCase(Locale.ROOT),
          platform.identity().password(user));
    }
    environment.put("WEFT_CREDENTIALS", platform.stack().credentials().toString());
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(List.of(arguments));
    return Command.run(UI, PATIENCE, environment, command);
  }
}
