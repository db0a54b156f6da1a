// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.platform;

/// What the platform page asks the forge.
public interface OpenChangeRequests {

  /// How many change requests wait for somebody.
  long count();
}
