// SPDX-License-Identifier: Apache-2.0
/// How to read a port: ready snippets.
@NullMarked
package dev.weft.catalog.use;

import org.jspecify.annotations.NullMarked;
