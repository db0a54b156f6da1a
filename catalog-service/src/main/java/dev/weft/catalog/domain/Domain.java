// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.domain;

/// A domain in a list.
///
/// @param name its name
/// @param title a short human title
/// @param description what it is about; may be empty
/// @param owner the owning team's name
/// @param ownerTitle what people call that team
/// @param productCount how many products it has
/// @param applicationCount how many applications it has
public record Domain(
    String name,
    String title,
    String description,
    String owner,
    String ownerTitle,
    int productCount,
    int applicationCount) {}
