// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "screenshots",
    description = {
      "Take every page of the running catalog in both themes, check each for accessibility,",
      "and make the pictures of the tutorial anew. Needs Node and Chromium."
    },
    mixinStandardHelpOptions = true)
final class ScreenshotsCommand implements Callable<Integer> {

  private static final String TUTORIAL = "docs/tutorials/images";

  @Mixin private StackOption option = new StackOption();

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Only pages whose name contains this, such as `lineage`.")
  private String only = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    DevStack stack = option.stack();
    StackStatus status = stack.status();
    if (!status.isHealthy() || !stack.hasPlatform()) {
      throw new DevStackException(
          "The platform does not run; start it with `weft up --detach`." + status.summary());
    }
    Path ui = option.root().resolve("web-ui");
    if (!Files.isDirectory(ui.resolve("node_modules/playwright-core"))) {
      throw new DevStackException("The tools are not installed. Run `npm ci` in " + ui + ".");
    }
    return run(ui, command(option.root(), stack.catalogUrl()), passwords(stack.identity()));
  }

  private List<String> command(Path root, String catalog) {
    var command = new ArrayList<String>();
    command.addAll(List.of("node", "scripts/screenshots.mjs", catalog));
    command.addAll(List.of("--docs", root.resolve(TUTORIAL).toString()));
    if (!only.isEmpty()) {
      command.addAll(List.of("--only", only));
    }
    return command;
  }

  private static int run(Path folder, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
    builder.environment().putAll(environment);
    return builder.start().waitFor();
  }

  /// The script signs in as the people of the demonstration.
  private static Map<String, String> passwords(Identity identity) {
    return Map.of(
        variable(DemoUser.CONSUMER), identity.password(DemoUser.CONSUMER),
        variable(DemoUser.OWNER), identity.password(DemoUser.OWNER));
  }

  private static String variable(DemoUser user) {
    return "WEFT_PASSWORD_" + user.username().toUpperCase(Locale.ROOT);
  }
}
