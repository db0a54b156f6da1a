// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.name.Names;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads URNs of ports from command lines.
final class PortUrn {

  private static final Pattern FORM =
      Pattern.compile("urn:weft:([^:]+):([^:]+):([^:]+):v([1-9]\\d{0,8})");

  private PortUrn() {}

  /// @throws CliException when the text is no such URN
  static PortName parse(String text) {
    Matcher urn = FORM.matcher(text);
    if (!urn.matches()
        || !Names.isName(urn.group(1))
        || !Names.isName(urn.group(2))
        || !Names.isName(urn.group(3))) {
      throw new CliException(
          text + " is not the URN of a port.", "Write it as urn:weft:DOMAIN:PRODUCT:PORT:vMAJOR.");
    }
    var product = new ProductName(urn.group(1), urn.group(2));
    return new PortName(product, urn.group(3), Integer.parseInt(urn.group(4)));
  }
}
