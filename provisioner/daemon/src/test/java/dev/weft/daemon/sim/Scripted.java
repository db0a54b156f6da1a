// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Faults at calls that a test names.
final class Scripted implements Chaos {

  private final List<Rule> rules = new ArrayList<>();

  private static final class Rule {
    private final String kind;
    private final String call;
    private final Trouble trouble;
    private final Duration stop;
    private BooleanSupplier isOn;
    private int left;

    Rule(String kind, String call, Trouble trouble, Duration stop, int times) {
      this.kind = kind;
      this.call = call;
      this.trouble = trouble;
      this.stop = stop;
      this.left = times;
      this.isOn = () -> true;
    }

    boolean takes(String asked, String name) {
      if (left > 0 && asked.equals(kind) && name.contains(call) && isOn.getAsBoolean()) {
        left--;
        return true;
      }
      return false;
    }
  }

  private Scripted with(Rule rule) {
    rules.add(rule);
    return this;
  }

  /// Kills once before a call.
  Scripted killBefore(String call) {
    return with(new Rule("before", call, Trouble.NONE, Duration.ZERO, 1));
  }

  /// Kills once after a call took effect and before its answer.
  Scripted killAfter(String call) {
    return with(new Rule("after", call, Trouble.NONE, Duration.ZERO, 1));
  }

  /// Stops the process once before a call.
  Scripted stopBefore(String call, Duration time) {
    return with(new Rule("stop", call, Trouble.NONE, time, 1));
  }

  /// Changes of servers have trouble.
  Scripted writes(String call, Trouble trouble, int times) {
    return with(new Rule("write", call, trouble, Duration.ZERO, times));
  }

  /// Reads have trouble.
  Scripted reads(String call, Trouble trouble, int times) {
    return with(new Rule("read", call, trouble, Duration.ZERO, times));
  }

  /// Writes to the log have trouble.
  Scripted logs(String call, Trouble trouble, int times) {
    return with(new Rule("log", call, trouble, Duration.ZERO, times));
  }

  /// The last rule holds only at times.
  Scripted when(BooleanSupplier isOn) {
    rules.getLast().isOn = isOn;
    return this;
  }

  @Override
  public boolean kills(Point point) {
    return rules.stream()
        .anyMatch(rule -> rule.takes(point.isAfter() ? "after" : "before", point.call()));
  }

  @Override
  public Duration stops(Point point) {
    if (point.isAfter()) {
      return Duration.ZERO;
    }
    return rules.stream()
        .filter(rule -> rule.takes("stop", point.call()))
        .map(rule -> rule.stop)
        .findFirst()
        .orElse(Duration.ZERO);
  }

  private Trouble trouble(String kind, String call) {
    return rules.stream()
        .filter(rule -> rule.takes(kind, call))
        .map(rule -> rule.trouble)
        .findFirst()
        .orElse(Trouble.NONE);
  }

  @Override
  public Trouble write(String call) {
    return trouble("write", call);
  }

  @Override
  public Trouble log(String call) {
    return trouble("log", call);
  }

  @Override
  public Trouble read(String call) {
    return trouble("read", call);
  }
}
