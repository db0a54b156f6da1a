// SPDX-License-Identifier: Apache-2.0
/// What all of the REST API shares.
@NullMarked
package dev.weft.daemon.web;

import org.jspecify.annotations.NullMarked;
