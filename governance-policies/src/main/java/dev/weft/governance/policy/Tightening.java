// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import dev.weft.governance.engine.Variable;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.manifest.PolicyManifest.Param;
import dev.weft.model.manifest.PolicyManifest.WaiverTerms;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says where a policy of a domain asks for less than the one it is based on, or for something that
/// cannot be compared with it.
final class Tightening {

  private final PolicyManifest own;
  private final PolicyManifest base;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private Tightening(PolicyManifest own, PolicyManifest base) {
    this.own = own;
    this.base = base;
  }

  /// What is wrong; empty when it asks for as much or more.
  ///
  /// @param own as it is written
  /// @param base with everything filled in
  static List<Diagnostic> mistakes(PolicyManifest own, PolicyManifest base) {
    Tightening tightening = new Tightening(own, base);
    own.params().forEach(tightening::param);
    tightening.modes();
    tightening.waivers();
    for (String key : List.of("appliesTo", "let", "checks")) {
      tightening.same(key);
    }
    return List.copyOf(tightening.diagnostics);
  }

  /// What decides is the base's; whether other words ask for more cannot be told.
  private void same(String key) {
    if (own.header().spec().find(key).isPresent()) {
      error(
          own.header().spec().at(key),
          "A policy of a domain takes over the `%s` of `%s` as it is.".formatted(key, base.name()),
          "write a policy without `basedOn` to ask for something else; both will hold");
    }
  }

  private void param(String name, Param param) {
    Param declared = base.params().get(name);
    if (declared == null || declared.type() == null) {
      // Told by whoever reads the values.
      return;
    }
    Location place = own.header().spec().at("params", name);
    if (param.type() != null) {
      error(
          place,
          "The parameter `%s` is declared by `%s`.".formatted(name, base.name()),
          "write its value only, as in `%s: %s`"
              .formatted(name, OtherValues.shown(declared.value())));
      return;
    }
    if (declared.tighten().isEmpty()) {
      List<String> open = base.params().keySet().stream().filter(other -> isOpen(other)).toList();
      error(
          place,
          "A domain may not change the parameter `%s` of `%s`.".formatted(name, base.name()),
          open.isEmpty()
              ? "it may change none of its parameters"
              : "it may change " + Words.quoted(open));
      return;
    }
    Variable.Type type = Variable.Type.valueOf(declared.type().toUpperCase(Locale.ROOT));
    Object value = Params.value(type, param.value());
    Object limit = Params.value(type, declared.value());
    if (value != null && limit != null) {
      compare(name, declared, value, limit, param);
    }
  }

  private boolean isOpen(String param) {
    Param declared = base.params().get(param);
    return declared != null && !declared.tighten().isEmpty();
  }

  private void compare(String name, Param declared, Object value, Object limit, Param param) {
    String less = less(declared.tighten(), value, limit);
    if (less != null) {
      error(
          param.value().location(),
          "`%s` is %s, which asks for less than %s of `%s`%s."
              .formatted(
                  name,
                  OtherValues.shown(param.value()),
                  OtherValues.shown(declared.value()),
                  base.name(),
                  less),
          "a domain may only make it %s".formatted(direction(declared.tighten())));
    }
  }

  private static String direction(String tighten) {
    return switch (tighten) {
      case "lower" -> "lower";
      case "higher" -> "higher";
      case "subset" -> "a shorter list of the same";
      default -> "a longer list";
    };
  }

  /// What makes it less, as the end of a sentence; null when it is as much or more.
  private static @Nullable String less(String tighten, Object value, Object limit) {
    return switch (tighten) {
      case "lower" -> compare(value, limit) > 0 ? "" : null;
      case "higher" -> compare(value, limit) < 0 ? "" : null;
      case "subset" -> missing(value, limit, ": it adds ");
      default -> missing(limit, value, ": it leaves out ");
    };
  }

  private static @Nullable String missing(Object some, Object others, String lead) {
    Set<Object> rest = new HashSet<>((List<?>) some);
    rest.removeAll(new HashSet<>((List<?>) others));
    return rest.isEmpty()
        ? null
        : lead + Words.quoted(rest.stream().map(Object::toString).sorted().toList());
  }

  private static int compare(Object one, Object other) {
    return switch (one) {
      case Long number -> number.compareTo((Long) other);
      case Double number -> number.compareTo((Double) other);
      case Duration time -> time.compareTo((Duration) other);
      default -> throw new IllegalStateException("no order of " + one.getClass());
    };
  }

  private void modes() {
    Modes mine = Modes.of(Inheritance.merge(own, base));
    Modes theirs = Modes.of(base);
    for (LocalDate day : mine.days(theirs)) {
      for (Point point : Point.values()) {
        Mode mode = mine.at(point, day);
        Mode least = theirs.at(point, day);
        if (mode.compareTo(least) > 0) {
          error(
              own.header().spec().at(own.rollout().isEmpty() ? "mode" : "rollout"),
              "At `%s`%s the policy is `%s`, which is less than `%s` of `%s`."
                  .formatted(
                      point.word(),
                      day.equals(LocalDate.MIN) ? "" : ", from " + day + " on,",
                      mode.word(),
                      least.word(),
                      base.name()),
              "write `%s`, or leave the mode to `%s`".formatted(least.word(), base.name()));
          return;
        }
      }
    }
  }

  private void waivers() {
    WaiverTerms mine = own.waivers();
    WaiverTerms theirs = base.waivers();
    if (mine == null || theirs == null) {
      return;
    }
    boolean isAllowed = mine.isAllowed() && !theirs.isAllowed();
    boolean isLonger = isMore(mine.longest(), theirs.longest());
    boolean isMany = isMore(mine.perDomain(), theirs.perDomain());
    boolean isOpen =
        !theirs.approvers().isEmpty()
            && (mine.approvers().isEmpty() || !theirs.approvers().containsAll(mine.approvers()));
    String key = isAllowed ? "allowed" : isLonger ? "longest" : isMany ? "perDomain" : "approvers";
    if (isAllowed || isLonger || isMany || isOpen) {
      error(
          own.header().spec().at("waivers", key),
          "Under these terms more may be waived than under those of `%s`, by `%s`."
              .formatted(base.name(), key),
          "take over what `%s` says of `%s`, or ask for more".formatted(base.name(), key));
    }
  }

  private static <T extends Comparable<T>> boolean isMore(@Nullable T one, @Nullable T other) {
    return other != null && (one == null || one.compareTo(other) > 0);
  }

  private void error(Location place, String message, String hint) {
    diagnostics.add(Diagnostic.error(place, PolicyRules.LOOSENS, message, hint));
  }
}
