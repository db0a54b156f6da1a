// SPDX-License-Identifier: Apache-2.0
/// What tests of this and other modules share: meshes in memory, generated meshes, properties.
@NullMarked
package dev.weft.model.testing;

import org.jspecify.annotations.NullMarked;
