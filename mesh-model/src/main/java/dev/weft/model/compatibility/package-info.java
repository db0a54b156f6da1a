// SPDX-License-Identifier: Apache-2.0
/// What a change of a schema means for those who read: a comparison of two schemas by meaning, and
/// a judgement per consumer. Pure; nothing here reads a file or asks a server.
@NullMarked
package dev.weft.model.compatibility;

import org.jspecify.annotations.NullMarked;
