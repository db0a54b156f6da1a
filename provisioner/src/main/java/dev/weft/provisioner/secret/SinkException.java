// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.secret;

import java.io.IOException;

/// A place for secrets did not do what it was asked. Its message is fit for users and holds no
/// secret.
public final class SinkException extends IOException {

  private final boolean isTransient;

  /// @param isTransient whether it may work when it is simply tried again
  SinkException(boolean isTransient, String message) {
    super(message);
    this.isTransient = isTransient;
  }

  /// @param isTransient whether it may work when it is simply tried again
  SinkException(boolean isTransient, String message, Throwable cause) {
    super(message, cause);
    this.isTransient = isTransient;
  }

  /// Whether it may work when it is simply tried again.
  public boolean isTransient() {
    return isTransient;
  }
}
