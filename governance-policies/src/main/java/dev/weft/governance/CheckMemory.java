// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.fact.DomainFact;
import dev.weft.governance.fact.Snapshot.Subject;
import dev.weft.governance.fact.SubjectMemory;
import dev.weft.governance.fact.TermFact;
import dev.weft.governance.policy.Mode;
import dev.weft.governance.policy.Point;
import dev.weft.governance.policy.Policy;
import dev.weft.governance.policy.PolicySet;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.manifest.Manifest;
import dev.weft.model.name.ProductName;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What policies said of each product at the last check, so that the next check, of a later commit
/// of the same repository, asks only about products that are not what they were. What a policy said
/// when it had asked for the time is never remembered. The verdict is the same as without a memory.
///
/// A memory serves checks at the same points, without a state before or with one that is kept up
/// with; by many threads, one after another.
public final class CheckMemory {

  /// What is known while a check goes on.
  interface Answers {

    /// What is known of the product if it, its domain and its manifests are what they were, so that
    /// it is known of the next check, too; null when they are not.
    @Nullable Known find(Subject subject, DomainFact domain, List<Manifest> manifests);

    /// What policies said of the product when it last was what it is now; empty when it was not.
    Map<Policy, Answer> of(Subject subject, DomainFact domain, List<Manifest> manifests);

    /// What they say of it now.
    void keep(Subject subject, DomainFact domain, List<Manifest> manifests, Told told);
  }

  /// What was said of a product.
  ///
  /// @param answers by policy; those that asked for the time are absent
  /// @param again the policies that asked for it
  record Told(Map<Policy, Answer> answers, List<Policy> again) {
    Told {
      again = List.copyOf(again);
    }
  }

  private final SubjectMemory subjects = new SubjectMemory();
  private @Nullable PolicySet policies;
  private List<? extends Manifest> sources = List.of();
  private List<String> unreadable = List.of();
  private @Nullable Frame frame;
  private Map<ProductName, Known> products = Map.of();
  private Map<ProductName, Known> news = new ConcurrentHashMap<>();

  /// What every answer hangs on besides the product.
  ///
  /// @param modes of the policies at each of the points, which change on days that their rollouts
  ///   name
  record Frame(
      PolicySet policies,
      List<Point> points,
      List<List<Mode>> modes,
      String environment,
      Map<String, TermFact> terms) {}

  /// What a policy said.
  ///
  /// @param isOfDomain whether it looked at what hangs on other products of the domain
  record Answer(List<Finding> findings, boolean isOfDomain) {
    Answer {
      findings = List.copyOf(findings);
    }
  }

  /// What is known of a product.
  ///
  /// @param manifests the product's and its grants', in which findings have their places
  record Known(Subject subject, DomainFact domain, List<Manifest> manifests, Told told) {

    /// What policies said that did not ask for the time.
    Iterable<Answer> answers() {
      return told.answers().values();
    }

    private Map<Policy, Answer> answers(DomainFact now) {
      if (domain.equals(now)) {
        return told.answers();
      }
      Map<Policy, Answer> own = new IdentityHashMap<>(told.answers());
      own.values().removeIf(Answer::isOfDomain);
      return own;
    }

    private boolean isAbout(Subject other, List<Manifest> others) {
      return areSame(manifests, others) && subject.equals(other);
    }
  }

  /// What expressions saw at the last check.
  SubjectMemory subjects() {
    return subjects;
  }

  /// What is known while a check goes on that began with what the one before kept.
  private record Asked(Map<ProductName, Known> before, Map<ProductName, Known> kept)
      implements Answers {

    @Override
    public @Nullable Known find(Subject subject, DomainFact domain, List<Manifest> manifests) {
      Known known = before.get(subject.name());
      if (known == null || !known.isAbout(subject, manifests) || !known.domain.equals(domain)) {
        return null;
      }
      kept.put(subject.name(), known);
      return known;
    }

    @Override
    public Map<Policy, Answer> of(Subject subject, DomainFact domain, List<Manifest> manifests) {
      Known known = before.get(subject.name());
      return known != null && known.isAbout(subject, manifests) ? known.answers(domain) : Map.of();
    }

    @Override
    public void keep(Subject subject, DomainFact domain, List<Manifest> manifests, Told told) {
      kept.put(subject.name(), new Known(subject, domain, manifests, told));
    }
  }

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
  synchronized Answers begin(Frame next) {
    if (!next.equals(frame)) {
      products = Map.of();
      frame = next;
    }
    Map<ProductName, Known> before = products;
    Map<ProductName, Known> kept = new ConcurrentHashMap<>();
    news = kept;
    return new Asked(before, kept);
  }

  /// Begins a check of something else that is mostly the same, and after which the memory is what
  /// it was; that needs no [#end].
  synchronized Answers look(Frame next) {
    Map<ProductName, Known> before = next.equals(frame) ? products : Map.of();
    // Another change, or none of them, will be merged: nobody asks for what is kept here.
    return new Asked(before, new ConcurrentHashMap<>());
  }

  /// Ends a check. Products that it did not meet are forgotten.
  synchronized void end() {
    products = new HashMap<>(news);
    news = new ConcurrentHashMap<>();
  }
}
