// SPDX-License-Identifier: Apache-2.0
/// Manifests for what exists: reads topics with their schemas, rights and quotas, and writes
/// manifests that ask for the same.
@NullMarked
package dev.weft.provisioner.adopt;

import org.jspecify.annotations.NullMarked;
