// SPDX-License-Identifier: Apache-2.0
/// The numbers Weft promises: each benchmark is one command and prints ratios of one run.
@NullMarked
package dev.weft.benchmarks;

import org.jspecify.annotations.NullMarked;
