// SPDX-License-Identifier: Apache-2.0
/// Runs the tutorials as written.
@NullMarked
package dev.weft.journeys.tutorial;

import org.jspecify.annotations.NullMarked;
