// SPDX-License-Identifier: Apache-2.0
/// What several features show in the same shape: teams, ports, findings, commits, facts.
@NullMarked
package dev.weft.catalog.view;

import org.jspecify.annotations.NullMarked;
