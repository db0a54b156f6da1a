// SPDX-License-Identifier: Apache-2.0
/// Our comparison of schemas beside the ecosystem's own checkers.
@NullMarked
package dev.weft.provisioner.compatibility;

import org.jspecify.annotations.NullMarked;
