// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.weft.provisioner.compile;

import org.jspecify.annotations.NullMarked;
