// SPDX-License-Identifier: Apache-2.0
/// The command line `weft`: commands, help, progress, exit codes.
@NullMarked
package dev.weft.provisioner.cli;

import org.jspecify.annotations.NullMarked;
