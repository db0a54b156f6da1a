// SPDX-License-Identifier: Apache-2.0
/// Tests of the whole platform, as people use it.
@NullMarked
package dev.weft.journeys;

import org.jspecify.annotations.NullMarked;
