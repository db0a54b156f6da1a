// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.weft.provisioner.connect;

import org.jspecify.annotations.NullMarked;
