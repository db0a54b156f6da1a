// SPDX-License-Identifier: Apache-2.0
/// How grants are used.
@NullMarked
package dev.weft.daemon.grant;

import org.jspecify.annotations.NullMarked;
