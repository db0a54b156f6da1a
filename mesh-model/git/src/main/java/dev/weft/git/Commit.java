// SPDX-License-Identifier: Apache-2.0
package dev.weft.git;

import java.time.Instant;

/// What is said of a commit.
///
/// @param id full, in hexadecimal
/// @param author name as the author wrote it; may be anything
/// @param email of the author, likewise
/// @param time when it was committed: for a merge, the moment of the merge
/// @param subject first paragraph of the message, in one line
public record Commit(String id, String author, String email, Instant time, String subject) {}
