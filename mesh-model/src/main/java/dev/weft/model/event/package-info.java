// SPDX-License-Identifier: Apache-2.0
/// What the provisioner tells the rest of the platform: the documents of the control-plane log, as
/// plain records, and the one codec that writes and reads them as JSON.
///
/// One log is one environment. Words such as a status or a severity are the words of the manifests
/// (`source-aligned`, `danger`), so that a reader shows a word it does not know yet instead of
/// failing.
@NullMarked
package dev.weft.model.event;

import org.jspecify.annotations.NullMarked;
