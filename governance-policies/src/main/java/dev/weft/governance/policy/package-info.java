// SPDX-License-Identifier: Apache-2.0
/// Policies: compiled manifests, those that come with Weft, and their test cases.
@NullMarked
package dev.weft.governance.policy;

import org.jspecify.annotations.NullMarked;
