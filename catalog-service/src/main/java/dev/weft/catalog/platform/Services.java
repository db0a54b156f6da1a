// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.platform;

import dev.weft.catalog.platform.Platform.ServiceState;

/// How the servers that the platform consists of are doing, for pages that wait for one of them.
public interface Services {

  /// What the daemon said when it was last asked, which is a few seconds ago at most.
  ServiceState daemon();
}
