// SPDX-License-Identifier: Apache-2.0
/// Places to which secrets of applications are handed: a folder, Kubernetes, HashiCorp Vault.
@NullMarked
package dev.weft.provisioner.secret;

import org.jspecify.annotations.NullMarked;
