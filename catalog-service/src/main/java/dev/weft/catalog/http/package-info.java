// SPDX-License-Identifier: Apache-2.0
/// The HTTP border: problems, security headers, the OpenAPI document, the web UI.
@NullMarked
package dev.weft.catalog.http;

import org.jspecify.annotations.NullMarked;
