// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "down",
    description = "Stop the servers that `weft up` started; their data stay.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

  @Mixin private StackOption option = new StackOption();

  @Override
  public Integer call() {
    DevStack stack = option.stack();
    Terminal terminal = Terminal.standardOutput();
    stack.down(terminal);
    boolean isAnyAlive =
        stack.services().stream().anyMatch(service -> stack.process(service).isPresent());
    terminal.line(isAnyAlive ? "Some servers still run." : "No server of Weft runs any more.");
    return isAnyAlive ? 1 : 0;
  }
}
