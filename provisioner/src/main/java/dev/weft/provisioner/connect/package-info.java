// SPDX-License-Identifier: Apache-2.0
/// Links by MirrorMaker 2 on a Kafka Connect worker, over its REST API.
@NullMarked
package dev.weft.provisioner.connect;

import org.jspecify.annotations.NullMarked;
