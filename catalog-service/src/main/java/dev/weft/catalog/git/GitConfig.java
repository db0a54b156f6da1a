// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.git;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How people reach the repository with Git.
@ConfigMapping(prefix = "weft.git")
public interface GitConfig {

  /// Whether the password of the identity provider is taken where a token is better. For
  /// development: every use sends the password through this service.
  @WithDefault("false")
  boolean passwords();
}
