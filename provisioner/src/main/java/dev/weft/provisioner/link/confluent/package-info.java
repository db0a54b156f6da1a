// SPDX-License-Identifier: Apache-2.0

/// Links by Confluent Cluster Linking, over the Confluent REST API for Kafka, version 3. Written
/// from its public documentation and tested against a fake that is strict about it; no live cluster
/// has verified it.
@NullMarked
package dev.weft.provisioner.link.confluent;

import org.jspecify.annotations.NullMarked;
