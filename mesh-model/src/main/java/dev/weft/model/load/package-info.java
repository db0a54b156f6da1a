// SPDX-License-Identifier: Apache-2.0
/// Loads a mesh repository: files, manifests, references, and the mesh of one environment.
@NullMarked
package dev.weft.model.load;

import org.jspecify.annotations.NullMarked;
