// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.domain;

import dev.weft.catalog.search.Hit;
import dev.weft.catalog.view.ApplicationRef;
import dev.weft.catalog.view.Team;
import java.util.List;

/// A domain with what belongs to it.
///
/// @param name its name
/// @param title a short human title
/// @param description what it is about; may be empty
/// @param owner the owning team
/// @param products by title
/// @param applications by name
public record DomainPage(
    String name,
    String title,
    String description,
    Team owner,
    List<Hit> products,
    List<ApplicationRef> applications) {

  public DomainPage {
    products = List.copyOf(products);
    applications = List.copyOf(applications);
  }
}
