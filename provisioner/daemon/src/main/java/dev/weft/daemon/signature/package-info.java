// SPDX-License-Identifier: Apache-2.0
/// Who signed commits, and whether that is one of those who may.
@NullMarked
package dev.weft.daemon.signature;

import org.jspecify.annotations.NullMarked;
