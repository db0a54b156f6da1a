// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import java.time.Instant;

/// A commit of the mesh repository.
///
/// @param id its hash, in hexadecimal
/// @param author name of who wrote it
/// @param email address of who wrote it; may be empty
/// @param time when it was committed
/// @param subject first line of its message
public record CommitDocument(
    String id, String author, String email, Instant time, String subject) {}
