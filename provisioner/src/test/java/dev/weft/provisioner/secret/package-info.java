// SPDX-License-Identifier: Apache-2.0
/// Tests of the places for secrets, and fakes of those that cannot run here.
@NullMarked
package dev.weft.provisioner.secret;

import org.jspecify.annotations.NullMarked;
