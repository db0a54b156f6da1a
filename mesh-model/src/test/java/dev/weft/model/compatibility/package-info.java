// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.weft.model.compatibility;

import org.jspecify.annotations.NullMarked;
