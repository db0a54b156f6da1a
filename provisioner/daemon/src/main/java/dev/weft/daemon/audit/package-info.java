// SPDX-License-Identifier: Apache-2.0
/// The audit log, to be read and checked.
@NullMarked
package dev.weft.daemon.audit;

import org.jspecify.annotations.NullMarked;
