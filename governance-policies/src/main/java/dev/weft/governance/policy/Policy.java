// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import dev.weft.governance.engine.Expression;
import dev.weft.governance.engine.Template;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.name.ProductName;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A policy that is ready to be evaluated.
///
/// @param name its name
/// @param title title for people
/// @param description what it asks for, and why
/// @param domain the domain whose policy it is; absent for one of the mesh
/// @param isBuiltIn whether it comes with Weft and the mesh says nothing about it
/// @param severity how grave a finding is
/// @param modes by point of enforcement
/// @param each what one evaluation is about
/// @param domains domains it looks at; empty means all
/// @param when where it is not true, the policy does not apply; absent when it always does
/// @param params values by name, as expressions take them
/// @param checks what must hold
/// @param location where it stands
public record Policy(
    String name,
    String title,
    String description,
    @Nullable String domain,
    boolean isBuiltIn,
    String severity,
    Map<Point, Mode> modes,
    Each each,
    List<String> domains,
    @Nullable Expression when,
    SortedMap<String, Object> params,
    List<Check> checks,
    Location location) {

  public Policy {
    modes = Map.copyOf(modes);
    domains = List.copyOf(domains);
    checks = List.copyOf(checks);
  }

  /// Something that must hold.
  ///
  /// @param id its name inside the policy
  /// @param condition true when all is well
  /// @param say what a finding says
  /// @param at keys from where the subject begins to the place of a finding
  /// @param hint what to do
  public record Check(
      String id, Expression condition, Template say, Place at, @Nullable Template hint) {}

  /// A place in a manifest.
  ///
  /// @param isMetadata whether it is under `metadata` and not where the subject begins
  /// @param steps keys, and positions in lists
  public record Place(boolean isMetadata, List<Object> steps) {
    public Place {
      steps = List.copyOf(steps);
    }
  }

  /// The same policy, enforced everywhere.
  Policy inForce() {
    return new Policy(
        name,
        title,
        description,
        null,
        isBuiltIn,
        severity,
        Map.of(),
        each,
        List.of(),
        when,
        params,
        checks,
        location);
  }

  /// What a finding does at a point.
  public Mode mode(Point point) {
    return modes.getOrDefault(point, Mode.ENFORCE);
  }

  /// Whether it looks at products of a domain.
  public boolean looksAt(ProductName product) {
    boolean isOurs = domain == null || domain.equals(product.domain());
    return isOurs && (domains.isEmpty() || domains.contains(product.domain()));
  }
}
