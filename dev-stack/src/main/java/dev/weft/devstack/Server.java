// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.process.LaunchSpec;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// How one kind of server is prepared, run and asked how it does.
interface Server {

  Service service();

  /// The ports it listens on, with the numbers they would like to have.
  List<PortWish> ports();

  /// The services without which it cannot even be started.
  default Set<Service> startsAfter() {
    return Set.of();
  }

  /// The services without which it cannot answer [#probe()].
  default Set<Service> answersAfter() {
    return Set.of();
  }

  /// Puts everything it needs on disk and says what to run. Harmless while it runs, and does
  /// nothing the second time.
  LaunchSpec prepare() throws IOException;

  /// Runs just before it is launched, when it certainly does not run.
  default void beforeLaunch() throws IOException {}

  /// Called until it succeeds, once it was started or found; brings its content to what we need.
  default void settle() throws Exception {}

  /// Sends a real request, as the users of the service do.
  Health probe();

  /// Where it is, for people.
  String address();

  /// @param name the key in `stack.json`
  /// @param preferred a number below the range from which the system takes ports for outgoing
  ///   connections
  record PortWish(String name, int preferred) {}
}
