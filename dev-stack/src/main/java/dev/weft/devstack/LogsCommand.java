// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Show the end of a server's log.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

  private static final long POLL_MILLIS = 300;
  private static final int BUFFER = 65_536;

  @Mixin private StackOption option = new StackOption();

  @Parameters(
      paramLabel = "SERVICE",
      description =
          "daemon, catalog, postgres, keycloak, registry, kafka-CLUSTER or connect-CLUSTER, such as"
              + " kafka-onprem.")
  private String service = "";

  @Option(names = "--follow", description = "Go on with what is written from now on, until Ctrl-C.")
  private boolean isFollowing;

  @Option(
      names = "--lines",
      paramLabel = "N",
      description = "How many lines. Default: 100",
      defaultValue = "100")
  private int lines;

  @Override
  public Integer call() throws IOException, InterruptedException {
    DevStack stack = option.stack();
    Terminal terminal = Terminal.standardOutput();
    boolean isKnown = stack.services().stream().anyMatch(known -> known.name().equals(service));
    if (!isKnown) {
      throw new DevStackException(
          "There is no service `%s`; there are %s.".formatted(service, stack.services()));
    }
    Path log = stack.log(new Service(service));
    if (!Files.exists(log)) {
      throw new DevStackException("`%s` has written no log yet; run `weft up`.".formatted(service));
    }
    long end = Files.size(log);
    LogTail.of(log, lines).forEach(terminal::line);
    if (isFollowing) {
      follow(log, end);
    }
    return 0;
  }

  private static void follow(Path log, long from) throws IOException, InterruptedException {
    long position = from;
    byte[] buffer = new byte[BUFFER];
    while (!Thread.interrupted()) {
      try (var file = new RandomAccessFile(log.toFile(), "r")) {
        // A new start of the server may have begun a new file.
        file.seek(Math.min(position, file.length()));
        for (int count = file.read(buffer); count > 0; count = file.read(buffer)) {
          System.out.print(new String(buffer, 0, count, StandardCharsets.UTF_8));
        }
        System.out.flush();
        position = file.getFilePointer();
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
