// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Owner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Where the servers differ from the manifests, by product and application. What a plan would
/// change is exactly what has drifted, whoever moved: the world or the manifests.
///
/// @param environment where
/// @param owners sorted
public record Drift(String environment, List<Item> owners) {

  /// How one owner's resources stand.
  ///
  /// @param differences sentences, one per resource that differs
  public record Item(Owner owner, State state, List<String> differences) {}

  /// How resources stand, the best first.
  public enum State {
    /// As wanted.
    IN_SYNC("in sync"),
    /// Different, but left alone on purpose.
    HELD("held"),
    /// Wanted, and not there.
    MISSING("missing"),
    /// There, with other values than wanted.
    DRIFTED("drifted");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /// The state of a document.
    ///
    /// @throws IllegalArgumentException when there is no such
    public static State parse(String id) {
      return Stream.of(values())
          .filter(state -> state.id().equals(id))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no state `" + id + "`"));
    }

    String words() {
      return words;
    }

    String id() {
      return words.replace(' ', '-');
    }
  }

  /// Derives the drift from a plan.
  ///
  /// @param known every owner the manifests have, so that those in sync are listed too
  public static Drift of(Plan plan, Collection<Owner> known) {
    var states = new TreeMap<Owner, State>();
    Map<Owner, List<String>> differences = new TreeMap<>();
    known.forEach(owner -> states.put(owner, State.IN_SYNC));
    for (Plan.Remark held : plan.held()) {
      states.merge(held.owner(), State.HELD, Drift::worse);
      note(differences, held.owner(), ChangeView.describe(held.resource()) + ": " + held.message());
    }
    for (PlannedChange planned : plan.changes()) {
      states.merge(planned.owner(), state(planned.change()), Drift::worse);
      note(differences, planned.owner(), difference(planned));
    }
    return new Drift(
        plan.environment(),
        states.entrySet().stream()
            .map(entry ->
                new Item(
                    entry.getKey(),
                    entry.getValue(),
                    List.copyOf(differences.getOrDefault(entry.getKey(), List.of()))))
            .toList());
  }

  /// Whether a run would change anything.
  public boolean isInSync() {
    return owners.stream()
        .allMatch(item -> item.state() == State.IN_SYNC || item.state() == State.HELD);
  }

  int count(State state) {
    return (int) owners.stream().filter(item -> item.state() == state).count();
  }

  private static State worse(State one, State other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static State state(Change change) {
    return switch (Action.of(change)) {
      case CREATE -> State.MISSING;
      case CHANGE, DELETE, RECORD -> State.DRIFTED;
    };
  }

  private static void note(Map<Owner, List<String>> notes, Owner owner, String sentence) {
    notes.computeIfAbsent(owner, _ -> new ArrayList<>()).add(sentence);
  }

  private static String difference(PlannedChange planned) {
    ChangeView view = ChangeView.of(planned.change());
    var text = new StringBuilder(view.action().symbol()).append(' ').append(view.subject());
    for (ChangeView.Row row : view.rows()) {
      if (row.before() != null) {
        text.append("; ").append(row.label()).append(" is ").append(row.before());
        text.append(", wanted ").append(row.after());
      }
    }
    return text.toString();
  }
}
