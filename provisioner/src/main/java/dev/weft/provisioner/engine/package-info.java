// SPDX-License-Identifier: Apache-2.0
/// The run: observe, plan, apply, verify, record.
@NullMarked
package dev.weft.provisioner.engine;

import org.jspecify.annotations.NullMarked;
