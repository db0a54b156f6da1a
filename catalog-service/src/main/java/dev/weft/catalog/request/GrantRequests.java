// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.forge.AccessTerms;
import dev.weft.catalog.forge.Change;
import dev.weft.catalog.forge.Forges;
import dev.weft.catalog.http.ProblemException;
import dev.weft.catalog.view.Facts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/// How grants came about, for pages about grants: who asked and who approved, which only the forge
/// knows.
@ApplicationScoped
public class GrantRequests {

  private static final Logger LOG = Logger.getLogger(GrantRequests.class);

  private final Forges forges;

  GrantRequests(Forges forges) {
    this.forges = forges;
  }

  /// The facts of requests for the grants of a product, by the grant's id. Of several requests for
  /// one grant it is the last merged one, or the last one while none is. Grants that nobody asked
  /// for here are left out, and so is everything while there is no repository.
  ///
  /// @param product such as `reviews/enriched-reviews`
  public Map<String, Facts> ofProduct(String product) {
    Map<String, Change> found = new HashMap<>();
    for (Change change : changes()) {
      AccessTerms terms = change.header().access();
      if (terms != null && terms.product().equals(product)) {
        found.merge(terms.grant(), change, GrantRequests::better);
      }
    }
    Map<String, Facts> facts = new HashMap<>();
    found.forEach((grant, change) -> facts.put(grant, GrantFacts.of(change, List.of())));
    return facts;
  }

  private static Change better(Change newer, Change older) {
    boolean isMerged = newer.state() == Change.State.MERGED;
    return isMerged || older.state() != Change.State.MERGED ? newer : older;
  }

  private List<Change> changes() {
    try {
      return forges.forge().list();
    } catch (ProblemException e) {
      LOG.debugf("requests of grants are not known message=%s", e.getMessage());
      return List.of();
    }
  }
}
