// SPDX-License-Identifier: Apache-2.0
/// Traces of what the daemon does (OpenTelemetry).
@NullMarked
package dev.weft.daemon.trace;

import org.jspecify.annotations.NullMarked;
