// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.platform;

import dev.weft.catalog.platform.Platform.Projection;

/// What the platform page asks the projection.
public interface ProjectionProgress {

  /// How far it is; never waits for servers.
  Projection current();
}
