// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import java.util.Locale;

/// The words of the manifests for the constants of the model.
final class Words {

  private Words() {}

  /// Lower-case words joined by `-`, such as `source-aligned`.
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
