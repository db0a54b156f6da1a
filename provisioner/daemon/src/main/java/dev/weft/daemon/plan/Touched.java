// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.plan;

import dev.weft.model.name.Names;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// Which products paths belong to.
final class Touched {

  private static final int PARTS = 4;

  private Touched() {}

  /// URNs of the products in whose folders paths are, sorted; a product's folder is
  /// `domains/<domain>/<product>`.
  static List<String> products(Collection<String> paths) {
    var urns = new TreeSet<String>();
    for (String path : paths) {
      String[] parts = path.split("/", PARTS);
      if (parts.length == PARTS
          && parts[0].equals("domains")
          && Names.isName(parts[1])
          && Names.isName(parts[2])
          && !parts[2].equals("applications")
          && !parts[2].equals("policies")) {
        urns.add("urn:weft:" + parts[1] + ":" + parts[2]);
      }
    }
    return List.copyOf(urns);
  }
}
