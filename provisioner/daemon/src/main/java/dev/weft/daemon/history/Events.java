// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.history;

import java.util.List;

/// Some of the events, in order.
///
/// @param environment whose daemon this is
/// @param daemon changes when the daemon is started anew, and with it the sequence
/// @param next what to ask for to get only what follows
/// @param events empty when nothing has happened since
public record Events(String environment, String daemon, long next, List<Event> events) {

  public Events {
    events = List.copyOf(events);
  }
}
