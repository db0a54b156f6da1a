// SPDX-License-Identifier: Apache-2.0
/// What Weft provisions, as values: what is wanted, what was seen, who owns it.
@NullMarked
package dev.weft.provisioner.resource;

import org.jspecify.annotations.NullMarked;
