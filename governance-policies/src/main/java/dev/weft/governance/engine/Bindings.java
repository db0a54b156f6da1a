// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import java.util.Optional;

/// The values of variables of one evaluation. Only what an expression reads is asked for.
public interface Bindings {

  /// The value of a declared variable.
  ///
  /// @throws Unavailable when it should have one and has not
  Optional<Object> find(String name);
}
