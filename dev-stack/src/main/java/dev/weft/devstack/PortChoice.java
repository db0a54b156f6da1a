// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.StackSpec.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

/// Gives every server its ports: those of last time while they are free, others if somebody took
/// them.
final class PortChoice {

  private static final int FIRST_RANDOM = 20_000;
  private static final int LAST_RANDOM = 32_000;
  private static final int ATTEMPTS = 500;

  private final StackFiles files;
  private final StackState state;
  private final Ports policy;
  private final RandomGenerator random;

  PortChoice(StackFiles files, StackState state, Ports policy, RandomGenerator random) {
    this.files = files;
    this.state = state;
    this.policy = policy;
    this.random = random;
  }

  void choose(List<Server> servers) {
    for (Server server : servers) {
      boolean isRunning = files.process(server.service()).running().isPresent();
      for (Server.PortWish wish : server.ports()) {
        boolean isSettled =
            state.findPort(wish.name()).filter(port -> isRunning || isFree(port)).isPresent();
        if (!isSettled) {
          state.setPort(wish.name(), choose(wish));
        }
      }
    }
  }

  private int choose(Server.PortWish wish) {
    IntUnaryOperator candidates =
        switch (policy) {
          case PREFERRED -> attempt -> wish.preferred() + attempt;
          case RANDOM -> _ -> random.nextInt(FIRST_RANDOM, LAST_RANDOM);
        };
    var taken = Set.copyOf(state.ports().values());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = candidates.applyAsInt(attempt);
      if (!taken.contains(port) && isFree(port)) {
        return port;
      }
    }
    throw new DevStackException("No free port was found for " + wish.name() + ".");
  }

  /// A free port outside the range from which the system gives clients theirs: one of those might
  /// take it before its server is up.
  static int any(RandomGenerator random) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = random.nextInt(FIRST_RANDOM, LAST_RANDOM);
      if (isFree(port)) {
        return port;
      }
    }
    throw new DevStackException("No free port was found.");
  }

  static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
