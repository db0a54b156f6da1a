// SPDX-License-Identifier: Apache-2.0
/// The control-plane log: inventory, journal and audit, kept in Kafka.
@NullMarked
package dev.weft.provisioner.log;

import org.jspecify.annotations.NullMarked;
