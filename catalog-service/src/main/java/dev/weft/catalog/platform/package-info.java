// SPDX-License-Identifier: Apache-2.0
/// How the platform itself is doing.
@NullMarked
package dev.weft.catalog.platform;

import org.jspecify.annotations.NullMarked;
