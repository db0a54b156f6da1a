// SPDX-License-Identifier: Apache-2.0
/// The real servers of one environment, put together: what the command line and the daemon work on.
@NullMarked
package dev.weft.provisioner.environment;

import org.jspecify.annotations.NullMarked;
