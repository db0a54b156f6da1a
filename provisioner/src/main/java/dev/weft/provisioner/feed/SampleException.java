// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

/// A value that does not fit its schema.
final class SampleException extends Exception {

  private final String path;

  /// @param path of the field inside the record; empty for the record itself
  /// @param message what was expected and what was found
  SampleException(String path, String message) {
    super(message);
    this.path = path;
  }

  String path() {
    return path;
  }
}
