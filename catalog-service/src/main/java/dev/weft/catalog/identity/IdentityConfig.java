// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Who may do what.
@ConfigMapping(prefix = "weft")
public interface IdentityConfig {

  /// Whether people who have not signed in may read.
  @WithDefault("false")
  boolean anonymous();
}
