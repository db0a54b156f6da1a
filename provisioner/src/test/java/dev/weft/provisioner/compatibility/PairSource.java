// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compatibility;

/// Makes pairs of schemas, the second a changed form of the first.
interface PairSource {

  /// A schema before and after.
  record Pair(String before, String after) {}

  Pair next();
}
