// SPDX-License-Identifier: Apache-2.0
/// Who is asking: the signed-in person or machine, its teams and rights.
@NullMarked
package dev.weft.catalog.identity;

import org.jspecify.annotations.NullMarked;
