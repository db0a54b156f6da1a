// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.ReservedElement;
import dev.weft.model.compatibility.ProtoTypes.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kotlin.ranges.IntRange;

/// The numbers and names that a message may not use again. Ranges are kept as ranges: one of them
/// may span half a billion numbers.
final class ProtoReserved {

  private final Walk walk;
  private final Reserved before;
  private final Reserved after;
  private final Set<Integer> used;

  /// @param ranges from and to, both included
  private record Reserved(List<IntRange> ranges, Set<String> names) {
    static Reserved of(MessageElement message) {
      List<IntRange> ranges = new ArrayList<>();
      Set<String> names = new TreeSet<>();
      for (ReservedElement reserved : message.getReserveds()) {
        for (Object value : reserved.getValues()) {
          switch (value) {
            case String name -> names.add(name);
            case Integer number -> ranges.add(new IntRange(number, number));
            case IntRange range -> ranges.add(range);
            default -> throw new IllegalStateException("reserved: " + value);
          }
        }
      }
      return new Reserved(ranges, names);
    }

    boolean has(int number) {
      return ranges.stream()
          .anyMatch(range -> range.getFirst() <= number && number <= range.getLast());
    }

    /// Whether all of a range is reserved, by one range or by several that follow each other.
    boolean covers(IntRange wanted) {
      int next = wanted.getFirst();
      boolean isMoved = true;
      while (isMoved && next <= wanted.getLast()) {
        isMoved = false;
        for (IntRange range : ranges) {
          if (range.getFirst() <= next && next <= range.getLast()) {
            if (range.getLast() == Integer.MAX_VALUE) {
              return true;
            }
            next = range.getLast() + 1;
            isMoved = true;
          }
        }
      }
      return next > wanted.getLast();
    }
  }

  ProtoReserved(Walk walk, MessageElement before, MessageElement after) {
    this.walk = walk;
    this.before = Reserved.of(before);
    this.after = Reserved.of(after);
    this.used = new HashSet<>(ProtoTypes.fields(after).keySet());
  }

  boolean isReservedNow(int number) {
    return after.has(number);
  }

  boolean wasReserved(int number, Member member) {
    return before.has(number) || before.names.contains(member.field().getName());
  }

  void compare(Spot at) {
    Set<String> gone = new TreeSet<>();
    Set<String> added = new TreeSet<>();
    for (IntRange range : before.ranges) {
      boolean isOneAndUsed = range.getFirst() == range.getLast() && used.contains(range.getFirst());
      if (!after.covers(range) && !isOneAndUsed) {
        gone.add(word(range));
      }
    }
    for (IntRange range : after.ranges) {
      if (!before.covers(range)) {
        added.add(word(range));
      }
    }
    before.names.stream().filter(name -> !after.names.contains(name)).forEach(gone::add);
    after.names.stream().filter(name -> !before.names.contains(name)).forEach(added::add);
    if (!gone.isEmpty()) {
      walk.add(
          at,
          ChangeKind.RESERVED_REMOVED,
          Impact.RISKY,
          Impact.RISKY,
          "%s no longer reserves %s, so somebody may use it for something else."
              .formatted(at.name(), String.join(", ", gone)),
          "keep it reserved");
    }
    if (!added.isEmpty()) {
      walk.safe(
          at,
          ChangeKind.RESERVED_ADDED,
          "%s reserves %s.".formatted(at.name(), String.join(", ", added)));
    }
  }

  private static String word(IntRange range) {
    return range.getFirst() == range.getLast()
        ? String.valueOf(range.getFirst())
        : range.getFirst() + " to " + range.getLast();
  }
}
