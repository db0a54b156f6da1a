// SPDX-License-Identifier: Apache-2.0
/// New mesh repositories, and new products, applications, grants and domains in them.
@NullMarked
package dev.weft.provisioner.scaffold;

import org.jspecify.annotations.NullMarked;
