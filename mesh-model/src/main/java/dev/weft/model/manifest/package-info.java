// SPDX-License-Identifier: Apache-2.0
/// Manifests as they are written: one immutable record per kind, nothing resolved, every value with
/// its place in the file.
@NullMarked
package dev.weft.model.manifest;

import org.jspecify.annotations.NullMarked;
