// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.weft.provisioner.publish;

import org.jspecify.annotations.NullMarked;
