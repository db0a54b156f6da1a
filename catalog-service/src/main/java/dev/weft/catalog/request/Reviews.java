// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.forge.Forge;
import dev.weft.catalog.forge.Forges;
import dev.weft.catalog.forge.Inspection;
import dev.weft.catalog.store.Documents;
import dev.weft.catalog.view.Finding;
import dev.weft.governance.Circumstances;
import dev.weft.model.compatibility.PortChange;
import dev.weft.model.compatibility.ReaderUses;
import dev.weft.model.event.StatusDocument;
import dev.weft.model.load.SourceTree;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Reviews of changes, remembered by what they are about.
@ApplicationScoped
class Reviews {

  private static final int MOST = 500;

  private final Forges forges;
  private final BaseMesh base;
  private final Documents documents;
  private final Map<String, Review> known = new ConcurrentHashMap<>();

  Reviews(Forges forges, BaseMesh base, Documents documents) {
    this.forges = forges;
    this.base = base;
    this.documents = documents;
  }

  /// What there is to say against merging what was inspected. Nothing of the language can be said
  /// while it conflicts with the main branch, and then it cannot be merged anyway.
  ///
  /// @param consenting teams that have approved the change as it is
  Review of(Inspection inspection, Set<String> consenting) {
    String proposed = inspection.proposed();
    if (proposed == null) {
      return Review.NONE;
    }
    LocalDate today = base.today();
    String key = inspection.base() + proposed + today + new TreeSet<>(consenting);
    Review review = known.get(key);
    if (review == null) {
      Forge forge = forges.forge();
      review =
          new Reviewer(
                  base.environmentName(),
                  new Circumstances(consenting, null),
                  base.time(),
                  base.memory())
              .review(base.at(forge, inspection.base()), forge.tree(proposed));
      if (known.size() >= MOST) {
        known.clear();
      }
      known.put(key, review);
    }
    return review;
  }

  /// The findings of a review, with what the change does to each reader and how that one reads at
  /// present.
  List<Finding> withReaders(Review review) {
    List<Finding> all = new ArrayList<>(review.findings());
    for (PortChange change : review.schemas()) {
      List<StatusDocument> known = documents.statuses(change.port().product().urn());
      all.addAll(ReaderNotes.of(change, ReaderUses.of(base.environmentName(), known, base.time())));
    }
    return all;
  }

  /// What there is to say against a tree that nobody has approved yet.
  Review of(BaseMesh.At now, SourceTree proposed) {
    return new Reviewer(base.environmentName(), Circumstances.UNKNOWN, base.time(), base.memory())
        .review(now, proposed);
  }
}
