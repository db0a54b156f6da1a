// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

/// How to reach the schema registry.
public final class RegistryAccess {

  private final StackState state;

  RegistryAccess(StackState state) {
    this.state = state;
  }

  /// The native API, version 3.
  public String url() {
    return api(state);
  }

  /// The API that serializers made for another registry speak.
  public String compatibilityUrl() {
    return server(state) + "/apis/ccompat/v7";
  }

  static String api(StackState state) {
    return server(state) + "/apis/registry/v3";
  }

  private static String server(StackState state) {
    return "http://127.0.0.1:" + state.port(RegistryServer.PORT);
  }
}
