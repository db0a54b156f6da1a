// SPDX-License-Identifier: Apache-2.0
/// The manifest language, described once as data: the checker, the JSON Schemas and the reference
/// pages all come from [dev.weft.model.language.Language].
@NullMarked
package dev.weft.model.language;

import org.jspecify.annotations.NullMarked;
