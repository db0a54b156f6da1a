// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.identity;

import java.util.SortedMap;

/// What an application was handed.
///
/// @param clientId as which client it logs in; empty when that cannot be read any more
/// @param secret with which secret; empty likewise
/// @param properties all of it
record Handed(String clientId, String secret, SortedMap<String, String> properties) {

  @Override
  public String toString() {
    return "Handed[" + clientId + ", ****]";
  }
}
