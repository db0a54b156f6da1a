// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.view;

/// An application, in short.
///
/// @param name with its domain, such as `billing/invoice-runner`
/// @param title a short human title
/// @param owner the owning team's name
public record ApplicationRef(String name, String title, String owner) {}
