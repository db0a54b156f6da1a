// SPDX-License-Identifier: Apache-2.0
/// The deployment's configuration: where the servers of an environment are and how to log in.
@NullMarked
package dev.weft.provisioner.deployment;

import org.jspecify.annotations.NullMarked;
