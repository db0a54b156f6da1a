// SPDX-License-Identifier: Apache-2.0
/// Fakes of the servers behind the seams; each passes the contract test of the real thing.
@NullMarked
package dev.weft.provisioner.testing;

import org.jspecify.annotations.NullMarked;
