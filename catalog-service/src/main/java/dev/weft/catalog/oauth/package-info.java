// SPDX-License-Identifier: Apache-2.0
/// Tokens that this service asks the identity provider for.
@NullMarked
package dev.weft.catalog.oauth;

import org.jspecify.annotations.NullMarked;
