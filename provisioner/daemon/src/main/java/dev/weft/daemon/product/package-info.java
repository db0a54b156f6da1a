// SPDX-License-Identifier: Apache-2.0
/// What has become of each product.
@NullMarked
package dev.weft.daemon.product;

import org.jspecify.annotations.NullMarked;
