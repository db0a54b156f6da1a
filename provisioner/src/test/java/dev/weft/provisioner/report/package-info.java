// SPDX-License-Identifier: Apache-2.0
/// Tests of what people and machines read.
@NullMarked
package dev.weft.provisioner.report;

import org.jspecify.annotations.NullMarked;
