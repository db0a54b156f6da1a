// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.scram;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/// Secrets that nobody can guess: 256 bits as letters, digits, `-` and `_`.
public final class NewSecrets implements Supplier<String> {

  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  @Override
  public String get() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
