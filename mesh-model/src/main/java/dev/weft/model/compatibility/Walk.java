// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import java.util.ArrayList;
import java.util.List;

/// Collects the changes of one comparison, and keeps its work within bounds: what is too large or
/// too intricate ends with one change that says so and counts as breaking.
final class Walk {

  /// Places looked at, those in alternatives that were tried included.
  static final int VISITS = 100_000;

  /// Changes that are told.
  static final int CHANGES = 5_000;

  /// Steps from the root; a chain of references can be longer than a document is deep.
  static final int DEPTH = 150;

  private final List<SchemaChange> changes = new ArrayList<>();
  private final int[] visits;
  private boolean isCut;

  Walk() {
    this(new int[1]);
  }

  private Walk(int[] visits) {
    this.visits = visits;
  }

  /// A walk to try something: what it finds is its own, its work counts for all.
  Walk attempt() {
    return new Walk(visits);
  }

  /// Called at every place; false when to go no further.
  boolean enter(Spot at) {
    visits[0]++;
    if (visits[0] > VISITS || at.depth() > DEPTH) {
      isCut = true;
    }
    return !isCut;
  }

  int visits() {
    return visits[0];
  }

  /// The gravest so far in one direction; what was not looked at counts as breaking.
  Impact worst(boolean backward) {
    return changes.stream()
        .map(change -> backward ? change.backward() : change.forward())
        .reduce(isCut ? Impact.BREAKING : Impact.SAFE, Impact::worst);
  }

  void add(Spot at, ChangeKind kind, Impact backward, Impact forward, String message, String hint) {
    Impact back = at.backward() ? (at.isSwapped() ? forward : backward) : Impact.SAFE;
    Impact ahead = at.forward() ? (at.isSwapped() ? backward : forward) : Impact.SAFE;
    boolean isOutOfSight =
        back == Impact.SAFE && ahead == Impact.SAFE && backward.worst(forward) != Impact.SAFE;
    if (isOutOfSight) {
      return;
    }
    if (changes.size() >= CHANGES) {
      isCut = true;
      return;
    }
    changes.add(new SchemaChange(kind, at.path(), back, ahead, message, hint));
  }

  void safe(Spot at, ChangeKind kind, String message) {
    add(at, kind, Impact.SAFE, Impact.SAFE, message, "");
  }

  /// All changes, each once, in the order they were met.
  List<SchemaChange> changes() {
    List<SchemaChange> all = new ArrayList<>(changes.stream().distinct().toList());
    if (isCut) {
      all.add(
          new SchemaChange(
              ChangeKind.NOT_COMPARED,
              "",
              Impact.BREAKING,
              Impact.BREAKING,
              "The schemas are too large or too intricate to be compared to the end, so the change"
                  + " counts as breaking.",
              "make the change in smaller steps, or give types that repeat a name"));
    }
    return List.copyOf(all);
  }
}
