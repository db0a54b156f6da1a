// SPDX-License-Identifier: Apache-2.0
/// Shared meanings with everything that carries them, across domains.
@NullMarked
package dev.weft.governance.term;

import org.jspecify.annotations.NullMarked;
