// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import dev.weft.governance.engine.Expression;
import dev.weft.governance.engine.Template;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.name.ProductName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A policy that is ready to be evaluated.
///
/// @param name its name
/// @param major the major version, which waivers are for
/// @param title title for people
/// @param description what it asks for, and why
/// @param domain the domain whose policy it is; absent for one of the mesh
/// @param isBuiltIn whether it comes with Weft and the mesh says nothing about it
/// @param severity how grave a finding is
/// @param modes what it does, by point of enforcement and day
/// @param waivers under which terms it may be waived
/// @param each what one evaluation is about
/// @param domains domains it looks at; empty means all
/// @param changes kinds of change it looks at; empty means all but deletion
/// @param when where it is not true, the policy does not apply; absent when it always does
/// @param lets expressions with a name, in their order
/// @param params values by name, as expressions take them
/// @param checks what must hold
/// @param location where it stands
public record Policy(
    String name,
    int major,
    String title,
    String description,
    @Nullable String domain,
    boolean isBuiltIn,
    String severity,
    Modes modes,
    PolicyManifest.WaiverTerms waivers,
    Each each,
    List<String> domains,
    List<String> changes,
    @Nullable Expression when,
    List<Let> lets,
    SortedMap<String, Object> params,
    List<Check> checks,
    Location location) {

  public Policy {
    domains = List.copyOf(domains);
    changes = List.copyOf(changes);
    lets = List.copyOf(lets);
    checks = List.copyOf(checks);
  }

  /// An expression with a name, which other expressions read.
  public record Let(String name, Expression value) {}

  /// Something that must hold.
  ///
  /// @param id its name inside the policy
  /// @param condition true when all is well
  /// @param say what a finding says
  /// @param at keys from where the subject begins to the place of a finding
  /// @param hint what to do
  /// @param fix what puts a finding right; absent when it takes a person
  public record Check(
      String id,
      Expression condition,
      Template say,
      Place at,
      @Nullable Template hint,
      @Nullable Fix fix) {}

  /// A place in a manifest.
  ///
  /// @param isMetadata whether it is under `metadata` and not where the subject begins
  /// @param steps keys, and positions in lists
  public record Place(boolean isMetadata, List<Object> steps) {
    public Place {
      steps = List.copyOf(steps);
    }

    /// As a JSON pointer.
    ///
    /// @param root pointer to where the subject begins
    public String pointer(String root) {
      var pointer = new StringBuilder(isMetadata ? "" : root);
      for (Object step : steps) {
        pointer.append('/').append(step.toString().replace("~", "~0").replace("/", "~1"));
      }
      return pointer.toString();
    }

    /// As a path, for people: `topic.retention`.
    public String path() {
      return steps.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
  }

  /// The major version that a manifest has.
  static int major(PolicyManifest manifest) {
    String version = manifest.version();
    int dot = version.indexOf('.');
    return version.isEmpty() ? 1 : Integer.parseInt(dot < 0 ? version : version.substring(0, dot));
  }

  /// The same policy, enforced everywhere.
  Policy inForce() {
    return new Policy(
        name,
        major,
        title,
        description,
        null,
        isBuiltIn,
        severity,
        Modes.ENFORCE,
        waivers,
        each,
        List.of(),
        changes,
        when,
        lets,
        params,
        checks,
        location);
  }

  /// The same policy with other values of parameters.
  Policy with(SortedMap<String, Object> values) {
    return with(changes, when, lets, values, checks);
  }

  /// The same policy, applying elsewhere.
  Policy with(@Nullable Expression condition) {
    return with(changes, condition, lets, params, checks);
  }

  /// The same policy, looking at other kinds of change.
  Policy with(List<String> kinds) {
    return with(kinds, when, lets, params, checks);
  }

  /// The same policy with another condition of one check.
  Policy with(int check, Expression condition) {
    List<Check> changed = new ArrayList<>(checks);
    Check old = checks.get(check);
    changed.set(check, new Check(old.id(), condition, old.say(), old.at(), old.hint(), old.fix()));
    return with(changes, when, lets, params, changed);
  }

  /// The same policy with another fix of one check.
  Policy with(int check, @Nullable Fix fix) {
    List<Check> changed = new ArrayList<>(checks);
    Check old = checks.get(check);
    changed.set(check, new Check(old.id(), old.condition(), old.say(), old.at(), old.hint(), fix));
    return with(changes, when, lets, params, changed);
  }

  /// The same policy with another value under a name.
  Policy with(String let, Expression value) {
    List<Let> changed =
        lets.stream().map(one -> one.name.equals(let) ? new Let(let, value) : one).toList();
    return with(changes, when, changed, params, checks);
  }

  private Policy with(
      List<String> kinds,
      @Nullable Expression condition,
      List<Let> named,
      SortedMap<String, Object> values,
      List<Check> those) {
    return new Policy(
        name,
        major,
        title,
        description,
        domain,
        isBuiltIn,
        severity,
        modes,
        waivers,
        each,
        domains,
        kinds,
        condition,
        named,
        values,
        those,
        location);
  }

  /// What a finding does at a point at a time.
  public Mode mode(Point point, Instant now) {
    return modes.at(point, now);
  }

  /// Whether it looks at a kind of change. What nothing is known of could be new or another one.
  ///
  /// @param change `create`, `update`, `none`, `delete` or `unknown`
  public boolean looksAt(String change) {
    return looksAt(changes, change);
  }

  static boolean looksAt(List<String> changes, String change) {
    return switch (change) {
      case "delete" -> changes.contains(change);
      case "unknown" ->
          changes.isEmpty() || changes.contains("create") || changes.contains("update");
      default -> changes.isEmpty() || changes.contains(change);
    };
  }

  /// Whether it looks at products of a domain.
  public boolean looksAt(ProductName product) {
    boolean isOurs = domain == null || domain.equals(product.domain());
    return isOurs && (domains.isEmpty() || domains.contains(product.domain()));
  }
}
