// SPDX-License-Identifier: Apache-2.0
/// Tests of the driver of the identity provider.
@NullMarked
package dev.weft.provisioner.identity;

import org.jspecify.annotations.NullMarked;
