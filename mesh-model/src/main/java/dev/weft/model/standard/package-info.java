// SPDX-License-Identifier: Apache-2.0
/// What Weft knows of a port in the words of other standards: data contracts (ODCS) and event
/// interfaces (AsyncAPI).
@NullMarked
package dev.weft.model.standard;

import org.jspecify.annotations.NullMarked;
