// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.view;

import java.time.Instant;

/// A commit of the mesh repository.
///
/// @param id its hash, in hexadecimal
/// @param author name of who wrote it
/// @param time when it was committed
/// @param subject first line of its message
public record Commit(String id, String author, Instant time, String subject) {}
