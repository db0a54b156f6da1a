// SPDX-License-Identifier: Apache-2.0
/// Asking for access, and deciding about changes: previews, requests, approvals, the inbox.
@NullMarked
package dev.weft.catalog.request;

import org.jspecify.annotations.NullMarked;
