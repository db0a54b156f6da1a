// SPDX-License-Identifier: Apache-2.0
/// Where the servers are not as the branch wants them, on demand.
@NullMarked
package dev.weft.daemon.drift;

import org.jspecify.annotations.NullMarked;
