// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.model.compatibility.PortChange;
import dev.weft.model.compatibility.ReaderUses;
import dev.weft.model.diagnostic.Severity;
import dev.weft.model.name.ProductName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a change of a mesh does to it, by the rules of before.
///
/// @param introduced what is reported now and was not before, or not in these words; sorted by
///   place
/// @param fixed what was reported before and is not now; sorted by place
/// @param unchanged what was reported before and is now; sorted by place
/// @param products those that the change touches; gone ones included
/// @param schemas the ports whose schema has another meaning, with what that does to readers
/// @param newWaivers names of waivers that come with the change
/// @param verdicts what all policies of after say of the mesh of after, by environment
/// @param merged what policies say after the merge, where the change is of policies or waivers, too
/// @param reviewers who answers for what the change touches, or is broken by it; by the rules of
///   before
/// @param newReads applications for which the change says something new of how they read, without
///   the approval of their team; it counts for nothing yet
/// @param uses who reads what, as a server has measured it; absent when none was asked
public record ChangeReport(
    List<Notice> introduced,
    List<Notice> fixed,
    List<Notice> unchanged,
    SortedSet<ProductName> products,
    List<PortChange> schemas,
    List<String> newWaivers,
    Map<String, Verdict> verdicts,
    PolicyEffect merged,
    List<Reviewer> reviewers,
    List<String> newReads,
    @Nullable ReaderUses uses) {

  public ChangeReport {
    introduced = List.copyOf(introduced);
    fixed = List.copyOf(fixed);
    unchanged = List.copyOf(unchanged);
    products = new TreeSet<>(products);
    schemas = List.copyOf(schemas);
    newWaivers = List.copyOf(newWaivers);
    verdicts = Map.copyOf(verdicts);
    reviewers = List.copyOf(reviewers);
    newReads = List.copyOf(newReads);
  }

  /// A team that should look at the change.
  ///
  /// @param team its name
  /// @param reasons why, as parts of a sentence
  public record Reviewer(String team, List<String> reasons) {
    public Reviewer {
      reasons = List.copyOf(reasons);
    }
  }

  /// Everything that is found after the change, what it makes of policies and waivers included.
  public List<Notice> all() {
    return Stream.of(introduced, unchanged, merged.failing()).flatMap(List::stream).toList();
  }

  /// The same with fixes of what concerns the change.
  ///
  /// @param trials by the same check
  /// @param products how many products the mesh has
  public ChangeReport tried(FixTrials trials, int products) {
    Map<Notice, Notice> offered = new HashMap<>();
    for (Notice notice : trials.offer(relevant(), this::all, products).notices()) {
      offered.put(new Notice(notice.diagnostic(), notice.finding(), notice.environments()), notice);
    }
    return new ChangeReport(
        introduced.stream().map(notice -> offered.getOrDefault(notice, notice)).toList(),
        fixed,
        unchanged.stream().map(notice -> offered.getOrDefault(notice, notice)).toList(),
        this.products,
        schemas,
        newWaivers,
        verdicts,
        merged,
        reviewers,
        newReads,
        uses);
  }

  /// What keeps the change from being merged: what it introduces, and what was there before at a
  /// product that it touches, since nothing of that product would be applied.
  public List<Notice> blocking() {
    return relevant().stream().filter(Notice::isBlocking).toList();
  }

  /// What concerns whoever makes the change: what it introduces, and what was there before at
  /// products that it touches.
  public List<Notice> relevant() {
    return Stream.concat(introduced.stream(), unchanged.stream().filter(this::isTouched))
        .sorted()
        .toList();
  }

  /// Whether the change makes, or leaves, something that cannot be read.
  public boolean isBroken() {
    return blocking().stream().anyMatch(notice -> notice.diagnostic().severity() == Severity.ERROR);
  }

  private boolean isTouched(Notice notice) {
    ProductName product = notice.product();
    return product != null && products.contains(product);
  }
}
