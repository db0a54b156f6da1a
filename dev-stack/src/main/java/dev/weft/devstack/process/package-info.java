// SPDX-License-Identifier: Apache-2.0
/// Child processes that outlive their launcher and are never mistaken for somebody else's.
@NullMarked
package dev.weft.devstack.process;

import org.jspecify.annotations.NullMarked;
