// SPDX-License-Identifier: Apache-2.0
/// A strict subset of YAML 1.2 as an immutable tree in which every key and value knows its place.
@NullMarked
package dev.weft.model.yaml;

import org.jspecify.annotations.NullMarked;
