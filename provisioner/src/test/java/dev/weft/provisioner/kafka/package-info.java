// SPDX-License-Identifier: Apache-2.0
/// Kafka clusters: reads them in few big batches, writes in weighted chunks, reads back.
@NullMarked
package dev.weft.provisioner.kafka;

import org.jspecify.annotations.NullMarked;
