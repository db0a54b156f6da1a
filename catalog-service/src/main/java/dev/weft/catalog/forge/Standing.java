// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import dev.weft.catalog.forge.ChangeEvent.Approved;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The rules of approval, applied to one change request. Pure.
///
/// An approval counts when it was given to the present commit, by somebody who put no commit into
/// the change, for a team that owns a touched path in the base branch.
///
/// @param change the change request
/// @param needed teams that own what it touches, read from the base branch, sorted
public record Standing(Change change, SortedSet<String> needed) {

  private static final String NOTHING = "The branch changes nothing in the main branch.";

  public Standing {
    needed = Collections.unmodifiableSortedSet(new TreeSet<>(needed));
  }

  /// Whether an approval was given to another commit than the present one.
  public boolean isStale(Approved approval) {
    return !approval.commit().equals(change.head());
  }

  /// The needed teams that have approved the present commit.
  public SortedSet<String> approvedTeams() {
    if (change.allowed().isPresent()) {
      return needed;
    }
    SortedSet<String> teams = consenting();
    teams.retainAll(needed);
    return teams;
  }

  /// Teams in whose name somebody has approved the present commit without having a hand in it. Not
  /// those that are said to agree by a rule.
  public SortedSet<String> consenting() {
    SortedSet<String> contributors = change.contributors();
    TreeSet<String> teams = new TreeSet<>();
    for (Approved approval : change.approvals()) {
      if (!isStale(approval) && !contributors.contains(approval.by())) {
        teams.addAll(approval.teams());
      }
    }
    return teams;
  }

  /// Whether nobody's approval is missing.
  public boolean isApproved() {
    return !needed.isEmpty() && approvedTeams().containsAll(needed);
  }

  /// Why a person cannot approve; empty when they can.
  public Optional<String> whyNotApprove(Person person) {
    Optional<String> closed = whyNotOpen();
    if (closed.isPresent()) {
      return closed;
    }
    if (change.contributors().contains(person.name())) {
      return Optional.of(
          change.header().author().name().equals(person.name())
              ? "You asked for this change, so somebody else has to approve it."
              : "You pushed commits to this change, so somebody else has to approve it.");
    }
    if (needed.isEmpty()) {
      return Optional.of(NOTHING);
    }
    if (!change.isHeadKnown()) {
      return Optional.of(
          "Nobody knows who brought the branch's last commit. Push it again, so that it is known.");
    }
    if (!person.isInAny(needed)) {
      return Optional.of(
          "Only %s can approve this change, and you are in %s."
              .formatted(
                  teams(needed), person.teams().isEmpty() ? "no team" : teams(person.teams())));
    }
    boolean done =
        change.approvals().stream()
            .anyMatch(approval ->
                approval.by().equals(person.name())
                    && !isStale(approval)
                    && person.teams().stream()
                        .filter(needed::contains)
                        .allMatch(approval.teams()::contains));
    return done ? Optional.of("You have approved this commit.") : Optional.empty();
  }

  /// Why a person cannot refuse it; empty when they can.
  public Optional<String> whyNotDeny(Person person) {
    Optional<String> closed = whyNotOpen();
    if (closed.isPresent()) {
      return closed;
    }
    return person.isInAny(needed)
        ? Optional.empty()
        : Optional.of("Only %s can deny this change.".formatted(teams(needed)));
  }

  /// Why it cannot be merged by a person; empty when nothing is missing.
  public Optional<String> whyNotMerge(Person person) {
    Optional<String> closed = whyNotOpen();
    if (closed.isPresent()) {
      return closed;
    }
    if (!isApproved()) {
      return Optional.of(whatIsMissing());
    }
    boolean mayMerge = change.contributors().contains(person.name()) || person.isInAny(needed);
    return mayMerge
        ? Optional.empty()
        : Optional.of("Only its author or %s can merge this change.".formatted(teams(needed)));
  }

  /// What an open change waits for, in a sentence.
  public String whatIsMissing() {
    if (needed.isEmpty()) {
      return NOTHING;
    }
    TreeSet<String> missing = new TreeSet<>(needed);
    missing.removeAll(approvedTeams());
    if (missing.isEmpty()) {
      return "Nothing is missing.";
    }
    boolean isStale =
        change.approvals().stream()
            .anyMatch(each -> isStale(each) && each.teams().stream().anyMatch(missing::contains));
    return "The approval of %s is missing%s."
        .formatted(
            missing.stream().collect(Collectors.joining("` and `", "`", "`")),
            isStale ? ": an earlier one was given to another commit" : "");
  }

  private Optional<String> whyNotOpen() {
    return switch (change.state()) {
      case OPEN -> Optional.empty();
      case MERGED -> Optional.of("The change is merged.");
      case DENIED -> Optional.of("The change was denied.");
      case WITHDRAWN -> Optional.of("The change was withdrawn.");
      case LOST ->
          Optional.of("The branch `" + change.header().branch() + "` does not exist any more.");
    };
  }

  private static String teams(SortedSet<String> names) {
    List<String> all = List.copyOf(names);
    return all.stream().collect(Collectors.joining("` or `", "`", "`"));
  }
}
