// SPDX-License-Identifier: Apache-2.0
/// The plan: typed changes with risk, reason, evidence and verdict; computed by pure functions.
@NullMarked
package dev.weft.provisioner.plan;

import org.jspecify.annotations.NullMarked;
