// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.weft.catalog.forge.ChangeEvent.Allowed;
import dev.weft.catalog.forge.ChangeEvent.Approved;
import dev.weft.catalog.forge.ChangeEvent.Commented;
import dev.weft.catalog.forge.ChangeEvent.Denied;
import dev.weft.catalog.forge.ChangeEvent.Merged;
import dev.weft.catalog.forge.ChangeEvent.Opened;
import dev.weft.catalog.forge.ChangeEvent.Pushed;
import dev.weft.catalog.forge.ChangeEvent.Withdrawn;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A change request: a branch somebody wants in the main branch, and what has happened to it.
///
/// @param header what never changes
/// @param events in order; the first is `Opened`
/// @param head commit of the branch now, or the merged one; absent when the branch is gone
public record Change(Header header, List<ChangeEvent> events, @Nullable String head) {

  public Change {
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a change request has at least one event");
    }
  }

  /// What never changes.
  ///
  /// @param version of this form
  /// @param number counted from 1
  /// @param title one line
  /// @param description text, may be empty
  /// @param author who opened it
  /// @param branch short name of the branch
  /// @param createdAt when it was opened
  /// @param access what it asks for, when it is an access request
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Header(
      int version,
      int number,
      String title,
      String description,
      Author author,
      String branch,
      Instant createdAt,
      @Nullable AccessTerms access) {}

  /// Who opened it, as known then.
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Author(String name, String displayName, List<String> teams) {
    public Author {
      teams = List.copyOf(teams);
    }
  }

  /// Where a change request stands.
  public enum State {
    OPEN,
    MERGED,
    DENIED,
    WITHDRAWN,
    /// Its branch is gone.
    LOST
  }

  /// Its number.
  public int number() {
    return header.number();
  }

  /// Where it stands.
  public State state() {
    for (ChangeEvent event : events) {
      switch (event) {
        case Merged _ -> {
          return State.MERGED;
        }
        case Denied _ -> {
          return State.DENIED;
        }
        case Withdrawn _ -> {
          return State.WITHDRAWN;
        }
        case Opened _, Pushed _, Approved _, Allowed _, Commented _ -> {}
      }
    }
    return head == null ? State.LOST : State.OPEN;
  }

  /// The commit of its branch.
  ///
  /// @throws ForgeException when the branch is gone
  public String requireHead() {
    if (head == null) {
      throw ForgeException.conflict(
          "The branch `" + header.branch() + "` does not exist any more.");
    }
    return head;
  }

  /// Whether it still waits for something.
  public boolean isOpen() {
    return state() == State.OPEN;
  }

  /// When something last happened to it.
  public Instant updatedAt() {
    return events.getLast().at();
  }

  /// Names of everybody who put commits into it. None of them can approve it.
  public SortedSet<String> contributors() {
    TreeSet<String> names = new TreeSet<>();
    names.add(header.author().name());
    for (ChangeEvent event : events) {
      if (event instanceof Opened || event instanceof Pushed) {
        names.add(event.by());
      }
    }
    return Collections.unmodifiableSortedSet(names);
  }

  /// Whether it is known who brought the present commit: somebody who moved the branch behind
  /// Weft's back is nobody whose approval could be ruled out.
  public boolean isHeadKnown() {
    for (ChangeEvent event : events) {
      boolean isIt =
          switch (event) {
            case Opened(_, _, String commit) -> commit.equals(head);
            case Pushed(_, _, String commit) -> commit.equals(head);
            case Approved _, Allowed _, Commented _, Denied _, Withdrawn _, Merged _ -> false;
          };
      if (isIt) {
        return true;
      }
    }
    return false;
  }

  /// Every approval, also those of older commits.
  public List<Approved> approvals() {
    return events.stream().filter(Approved.class::isInstance).map(Approved.class::cast).toList();
  }

  /// Whether a rule allows its present commit without approval.
  public Optional<Allowed> allowed() {
    return events.stream()
        .filter(Allowed.class::isInstance)
        .map(Allowed.class::cast)
        .filter(event -> event.commit().equals(head))
        .reduce((_, last) -> last);
  }

  /// The merge, when there was one.
  public Optional<Merged> merged() {
    return events.stream().filter(Merged.class::isInstance).map(Merged.class::cast).findFirst();
  }

  /// This after one more event.
  Change with(ChangeEvent event) {
    java.util.ArrayList<ChangeEvent> all = new java.util.ArrayList<>(events);
    all.add(event);
    return new Change(header, all, head);
  }
}
