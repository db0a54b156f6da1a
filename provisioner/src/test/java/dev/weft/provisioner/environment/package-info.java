// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.weft.provisioner.environment;

import org.jspecify.annotations.NullMarked;
