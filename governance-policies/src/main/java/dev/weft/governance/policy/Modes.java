// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import dev.weft.model.manifest.PolicyManifest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/// What a policy does at each point of enforcement, day by day.
///
/// @param steps sorted by day; the first holds from the beginning
public record Modes(List<Step> steps) {

  /// A policy in force everywhere and always.
  public static final Modes ENFORCE = new Modes(List.of(new Step(LocalDate.MIN, Map.of())));

  public Modes {
    steps = List.copyOf(steps);
  }

  /// Modes from a day on.
  ///
  /// @param from the first day, in UTC
  /// @param modes by point; a point that is absent is enforced
  public record Step(LocalDate from, Map<Point, Mode> modes) {
    public Step {
      modes = Map.copyOf(modes);
    }
  }

  /// Those that a policy writes, with everything filled in that it takes from a base.
  public static Modes of(PolicyManifest manifest) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(LocalDate.MIN, modes(manifest.mode(), manifest.modes())));
    for (PolicyManifest.Step step : manifest.rollout()) {
      steps.add(new Step(step.from(), modes(step.mode(), step.modes())));
    }
    return new Modes(steps);
  }

  private static Map<Point, Mode> modes(String mode, SortedMap<String, String> words) {
    Map<Point, Mode> modes = new EnumMap<>(Point.class);
    for (Point point : Point.values()) {
      String word = words.getOrDefault(point.word(), mode);
      // A policy that does not say is not taken lightly.
      modes.put(point, word.isEmpty() ? Mode.ENFORCE : Mode.of(word));
    }
    return modes;
  }

  /// The mode at a point at a time.
  public Mode at(Point point, Instant now) {
    return at(point, LocalDate.ofInstant(now, ZoneOffset.UTC));
  }

  /// The mode at a point before the first day of any rollout.
  public Mode atFirst(Point point) {
    return at(point, LocalDate.MIN);
  }

  Mode at(Point point, LocalDate day) {
    Mode mode = Mode.ENFORCE;
    for (Step step : steps) {
      if (!step.from.isAfter(day)) {
        mode = step.modes.getOrDefault(point, Mode.ENFORCE);
      }
    }
    return mode;
  }

  /// Of two, whatever asks for more on any day.
  Modes stricter(Modes other) {
    TreeSet<LocalDate> days = days(other);
    List<Step> both = new ArrayList<>();
    for (LocalDate day : days) {
      Map<Point, Mode> modes = new EnumMap<>(Point.class);
      for (Point point : Point.values()) {
        Mode one = at(point, day);
        Mode two = other.at(point, day);
        modes.put(point, one.compareTo(two) <= 0 ? one : two);
      }
      both.add(new Step(day, modes));
    }
    return new Modes(both);
  }

  /// The days on which one of two changes.
  TreeSet<LocalDate> days(Modes other) {
    TreeSet<LocalDate> days = new TreeSet<>();
    steps.forEach(step -> days.add(step.from));
    other.steps.forEach(step -> days.add(step.from));
    return days;
  }
}
