// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import dev.weft.governance.fact.Snapshot.Subject;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.Cluster;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ProductName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What expressions saw of each product at the last snapshot, so that the next one makes facts only
/// of what is made from other objects. Of snapshots without a state before. By many threads, one
/// after another.
public final class SubjectMemory {

  private volatile @Nullable Past last;

  /// What a snapshot was made from, and what of it.
  record Past(
      Frame frame, Map<ProductName, OfProduct> products, Map<String, Costs.OfDomain> domains) {}

  /// What every fact may hang on.
  record Frame(
      String environment,
      Snapshot.Known known,
      Map<String, TermFact> terms,
      Map<String, Cluster> clusters) {}

  /// All that a subject is made from besides the frame.
  ///
  /// @param grants of the product
  /// @param inputs the ports that it reads; null where there is none such
  /// @param consumers the applications of the grants; null where there is none such
  record Parts(
      Product product,
      List<Grant> grants,
      List<@Nullable Port> inputs,
      List<@Nullable Application> consumers) {

    /// Whether these are the very same objects.
    boolean areSame(Parts others) {
      return product == others.product
          && areSame(grants, others.grants)
          && areSame(inputs, others.inputs)
          && areSame(consumers, others.consumers);
    }

    private static boolean areSame(List<?> some, List<?> others) {
      boolean isSame = some.size() == others.size();
      for (int i = 0; isSame && i < some.size(); i++) {
        isSame = some.get(i) == others.get(i);
      }
      return isSame;
    }
  }

  record OfProduct(Parts parts, Subject subject) {}

  /// What was made in the same frame; nothing, when it was in another one.
  Past of(Frame frame) {
    Past past = last;
    return past != null && past.frame.equals(frame) ? past : new Past(frame, Map.of(), Map.of());
  }

  void keep(Past past) {
    last = past;
  }
}
