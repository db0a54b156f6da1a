// SPDX-License-Identifier: Apache-2.0
/// Plans for commits and for files that are not committed yet.
@NullMarked
package dev.weft.daemon.plan;

import org.jspecify.annotations.NullMarked;
