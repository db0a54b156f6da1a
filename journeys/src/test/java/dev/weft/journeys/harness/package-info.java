// SPDX-License-Identifier: Apache-2.0
/// What journeys share: one platform for a run, and the tools of the people who use it.
@NullMarked
package dev.weft.journeys.harness;

import org.jspecify.annotations.NullMarked;
