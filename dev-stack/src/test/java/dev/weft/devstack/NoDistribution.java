// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.install.Distribution;
import java.nio.file.Path;

/// A distribution of which nothing is asked.
final class NoDistribution {

  static final Distribution INSTANCE =
      new Distribution(Path.of("a"), Path.of("k"), Path.of("h"), Path.of("c"));

  private NoDistribution() {}
}
