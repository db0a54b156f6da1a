// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.fact.Snapshot.Subject;
import dev.weft.governance.fact.TermFact;
import dev.weft.governance.policy.Point;
import dev.weft.governance.policy.Policy;
import dev.weft.governance.policy.PolicySet;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.manifest.Manifest;
import dev.weft.model.name.ProductName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What policies said of each product at the last check, so that the next check, of a later commit
/// of the same repository, asks only about products that are not what they were. What a policy said
/// when it had asked for the time is never remembered. The verdict is the same as without a memory.
///
/// A memory serves checks at one point without a state before; by many threads, one after another.
public final class CheckMemory {

  private @Nullable PolicySet policies;
  private List<? extends Manifest> sources = List.of();
  private List<String> unreadable = List.of();
  private @Nullable Frame frame;
  private Map<ProductName, Known> products = Map.of();
  private Map<ProductName, Known> news = new ConcurrentHashMap<>();

  /// What every answer hangs on besides the product.
  record Frame(PolicySet policies, Point point, String environment, Map<String, TermFact> terms) {}

  /// What is known of a product.
  ///
  /// @param manifests the product's and its grants', in which findings have their places
  /// @param answers findings by policy; those that asked for the time are absent
  private record Known(
      Subject subject, List<Manifest> manifests, Map<Policy, List<Finding>> answers) {}

  /// The policies of a mesh; those of the last one when no file of a policy is another one now.
  synchronized PolicySet policies(LoadedMesh mesh) {
    PolicySet known = policies;
    List<String> broken = PolicySet.unreadable(mesh);
    if (known != null && areSame(sources, mesh.policies()) && unreadable.equals(broken)) {
      return known;
    }
    PolicySet compiled = PolicySet.of(mesh);
    policies = compiled;
    sources = mesh.policies();
    unreadable = broken;
    return compiled;
  }

  private static boolean areSame(List<?> some, List<?> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (some.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }

  /// Begins a check.
  synchronized void begin(Frame next) {
    if (!next.equals(frame)) {
      products = Map.of();
      frame = next;
    }
    news = new ConcurrentHashMap<>();
  }

  /// Ends a check. Products that it did not meet are forgotten.
  synchronized void end() {
    products = new HashMap<>(news);
    news = new ConcurrentHashMap<>();
  }

  /// What policies said of the product when it last was what it is now; empty when it was not.
  Map<Policy, List<Finding>> answers(Subject subject, List<Manifest> manifests) {
    Known known = products.get(subject.name());
    if (known != null && areSame(known.manifests(), manifests) && known.subject().equals(subject)) {
      return known.answers();
    }
    return Map.of();
  }

  void keep(Subject subject, List<Manifest> manifests, Map<Policy, List<Finding>> answers) {
    news.put(subject.name(), new Known(subject, manifests, answers));
  }
}
