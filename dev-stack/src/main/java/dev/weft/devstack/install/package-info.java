// SPDX-License-Identifier: Apache-2.0
/// Server homes, unpacked once per version from the archives that the build fetched.
@NullMarked
package dev.weft.devstack.install;

import org.jspecify.annotations.NullMarked;
