// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.forge.Forge;
import dev.weft.catalog.forge.Forges;
import dev.weft.catalog.forge.Inspection;
import dev.weft.model.load.SourceTree;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Reviews of changes, remembered by what they are about.
@ApplicationScoped
class Reviews {

  private static final int MOST = 500;

  private final Forges forges;
  private final BaseMesh base;
  private final Map<String, Review> known = new ConcurrentHashMap<>();

  Reviews(Forges forges, BaseMesh base) {
    this.forges = forges;
    this.base = base;
  }

  /// What there is to say against merging what was inspected. Nothing of the language can be said
  /// while it conflicts with the main branch, and then it cannot be merged anyway.
  Review of(Inspection inspection) {
    String proposed = inspection.proposed();
    if (proposed == null) {
      return new Review(List.of(), List.of(), false);
    }
    LocalDate today = base.today();
    String key = inspection.base() + proposed + today;
    Review review = known.get(key);
    if (review == null) {
      Forge forge = forges.forge();
      review = of(base.at(forge, inspection.base()), forge.tree(proposed), inspection.touched());
      if (known.size() >= MOST) {
        known.clear();
      }
      known.put(key, review);
    }
    return review;
  }

  /// What there is to say against a tree.
  Review of(BaseMesh.At now, SourceTree proposed, Collection<String> touched) {
    return new Reviewer(base.environmentName(), base.time()).review(now, proposed, touched);
  }
}
