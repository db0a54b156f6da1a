// SPDX-License-Identifier: Apache-2.0
/// Who can read and write what, and why: the brokers' rules evaluated over a snapshot.
@NullMarked
package dev.weft.provisioner.access;

import org.jspecify.annotations.NullMarked;
