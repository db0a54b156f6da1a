// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

/// The names of a cluster's ports in `stack.json`.
///
/// @param cluster the name of the cluster
record KafkaPorts(String cluster) {

  /// For applications, with tokens.
  String client() {
    return "kafka-" + cluster + "-client";
  }

  /// For the cluster itself and its administrator, with passwords.
  String internal() {
    return "kafka-" + cluster + "-internal";
  }

  /// For the controller.
  String controller() {
    return "kafka-" + cluster + "-controller";
  }
}
