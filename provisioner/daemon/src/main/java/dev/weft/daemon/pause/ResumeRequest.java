// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.pause;

import org.jspecify.annotations.Nullable;

/// What to resume.
///
/// @param subject as it was paused
/// @param reason why, for the audit log; may be left out
public record ResumeRequest(@Nullable String subject, @Nullable String reason) {}
