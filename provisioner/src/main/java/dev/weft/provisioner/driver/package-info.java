// SPDX-License-Identifier: Apache-2.0
/// The seam to the outside: one interface per kind of server.
@NullMarked
package dev.weft.provisioner.driver;

import org.jspecify.annotations.NullMarked;
