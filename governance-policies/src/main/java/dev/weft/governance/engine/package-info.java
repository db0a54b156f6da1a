// SPDX-License-Identifier: Apache-2.0
/// CEL over facts: compiled once, checked at load, evaluated within a budget.
@NullMarked
package dev.weft.governance.engine;

import org.jspecify.annotations.NullMarked;
