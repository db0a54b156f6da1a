// SPDX-License-Identifier: Apache-2.0
/// Reads mesh repositories out of Git: the files of a commit, commits, what differs between two.
/// Nothing is checked out, no program is run, and no settings outside the repository are read.
@NullMarked
package dev.weft.git;

import org.jspecify.annotations.NullMarked;
