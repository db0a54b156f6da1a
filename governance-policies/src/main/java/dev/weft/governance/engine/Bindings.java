// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import java.util.Optional;

/// The values of variables of one evaluation. Only what an expression reads is asked for.
public interface Bindings {

  /// The value of a declared variable.
  Optional<Object> find(String name);
}
