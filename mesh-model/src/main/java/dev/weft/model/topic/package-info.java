// SPDX-License-Identifier: Apache-2.0
/// What Kafka allows for topics: names and configs.
@NullMarked
package dev.weft.model.topic;

import org.jspecify.annotations.NullMarked;
