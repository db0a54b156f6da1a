// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.event.PauseStatus;
import java.util.regex.Pattern;

/// What a person calls something that can be paused or looked at.
final class Subject {

  private static final Pattern PRODUCT = Pattern.compile("[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*");

  private Subject() {}

  /// `all`, `cluster/NAME`, a URN, or `DOMAIN/PRODUCT`, as the daemon calls it.
  static String of(String written) {
    if (written.equals(PauseStatus.ALL)
        || written.startsWith(PauseStatus.cluster(""))
        || written.startsWith("urn:weft:")) {
      return written;
    }
    if (PRODUCT.matcher(written).matches()) {
      return "urn:weft:" + written.replace('/', ':');
    }
    throw new CliException(
        "`" + written + "` is nothing that can be paused.",
        "Write all, cluster/NAME, DOMAIN/PRODUCT or the URN of a product.");
  }

  /// `DOMAIN/PRODUCT` of a product.
  static String product(String written) {
    String urn = of(written);
    String[] parts = urn.split(":", -1);
    if (parts.length != 4) {
      throw new CliException(
          "`" + written + "` is not a product.", "Write DOMAIN/PRODUCT or its URN.");
    }
    return parts[2] + "/" + parts[3];
  }
}
