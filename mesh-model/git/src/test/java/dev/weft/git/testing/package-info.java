// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.weft.git.testing;

import org.jspecify.annotations.NullMarked;
