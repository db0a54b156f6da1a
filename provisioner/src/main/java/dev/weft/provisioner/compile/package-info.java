// SPDX-License-Identifier: Apache-2.0
/// From the resolved mesh to the resources it wants; pure functions.
@NullMarked
package dev.weft.provisioner.compile;

import org.jspecify.annotations.NullMarked;
