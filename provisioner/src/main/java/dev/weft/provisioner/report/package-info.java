// SPDX-License-Identifier: Apache-2.0
/// What people and machines read: plans, results, drift and diagnostics as text, Markdown, JSON,
/// SARIF and JUnit.
@NullMarked
package dev.weft.provisioner.report;

import org.jspecify.annotations.NullMarked;
