// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

/// One change between two schemas.
///
/// @param kind what changed
/// @param path names from the root, as `address.lines[]`, as the old schema has them unless the
///   field is new; empty for the record itself
/// @param backward what it does to readers with the new schema that meet data of before
/// @param forward what it does to readers with the old schema that meet new data
/// @param message one sentence
/// @param hint what to do instead; empty when there is nothing to do
public record SchemaChange(
    ChangeKind kind, String path, Impact backward, Impact forward, String message, String hint) {

  /// The graver of both directions.
  public Impact worst() {
    return backward.worst(forward);
  }
}
