// SPDX-License-Identifier: Apache-2.0
/// What a user wrote wrong, as values: place, severity, stable rule id, message and hint.
@NullMarked
package dev.weft.model.diagnostic;

import org.jspecify.annotations.NullMarked;
