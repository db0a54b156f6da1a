// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.weft.provisioner.link.confluent;

import org.jspecify.annotations.NullMarked;
