// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.http;

/// What all endpoints have in common.
public final class Api {

  /// Where the REST API begins.
  public static final String ROOT = "/api/v1";

  private Api() {}
}
