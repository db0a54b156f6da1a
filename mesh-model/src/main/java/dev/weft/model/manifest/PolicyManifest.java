// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

import dev.weft.model.yaml.YamlNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A policy, of the mesh or of a domain, as written. What is taken from the policy it is based on
/// is empty here.
///
/// @param header name, title, tags, source
/// @param domain the domain whose folder it stands in; absent for a policy of the mesh
/// @param basedOn the policy that comes with Weft and that this one changes
/// @param version as `1.2.0`; empty when it is not written
/// @param description what it asks for, and why
/// @param severity `error`, `danger`, `warning` or `note`
/// @param mode `enforce`, `warn`, `audit` or `off`
/// @param modes modes by point of enforcement (`change`, `apply`, `scan`), where they differ
/// @param rollout modes from a day on, sorted by day
/// @param waivers under which terms it may be waived; absent when that is not written
/// @param appliesTo what one evaluation looks at; absent when it is not written
/// @param lets expressions with a name, in the order of the file
/// @param params by name: what is declared, or values for what the base declares
/// @param checks what must hold, in the order of the file
/// @param tests its own cases
public record PolicyManifest(
    Header header,
    @Nullable String domain,
    @Nullable String basedOn,
    String version,
    String description,
    String severity,
    String mode,
    SortedMap<String, String> modes,
    List<Step> rollout,
    @Nullable WaiverTerms waivers,
    @Nullable AppliesTo appliesTo,
    List<Let> lets,
    SortedMap<String, Param> params,
    List<Check> checks,
    List<Case> tests)
    implements Manifest {

  public PolicyManifest {
    rollout = List.copyOf(rollout);
    lets = List.copyOf(lets);
    checks = List.copyOf(checks);
    tests = List.copyOf(tests);
  }

  /// Domains it looks at; empty means all.
  public List<String> domains() {
    return appliesTo == null ? List.of() : appliesTo.domains();
  }

  /// Kinds of change it looks at; empty means all but deletion.
  public List<String> changes() {
    return appliesTo == null ? List.of() : appliesTo.changes();
  }

  /// What one evaluation looks at.
  ///
  /// @param each `product`, `port` or `grant`
  /// @param domains empty means all
  /// @param changes kinds of change (`create`, `update`, `delete`); empty when it is not written
  /// @param when CEL text; absent when it always applies
  public record AppliesTo(
      String each, List<String> domains, List<String> changes, @Nullable Text when) {
    public AppliesTo {
      domains = List.copyOf(domains);
      changes = List.copyOf(changes);
    }
  }

  /// Modes from a day on.
  ///
  /// @param from the first day, in UTC
  /// @param mode as of the policy
  /// @param modes by point of enforcement, where they differ
  public record Step(LocalDate from, String mode, SortedMap<String, String> modes) {
    public Step {
      modes = Collections.unmodifiableSortedMap(new TreeMap<>(modes));
    }
  }

  /// Under which terms a policy may be waived.
  ///
  /// @param isAllowed whether it may at all
  /// @param longest most time from a waiver's first day to its last; absent when any
  /// @param approvers teams whose members may approve; empty when anybody may
  /// @param perDomain most waivers in force for the products of a domain; absent when any number
  public record WaiverTerms(
      boolean isAllowed,
      @Nullable Duration longest,
      List<String> approvers,
      @Nullable Integer perDomain) {
    public WaiverTerms {
      approvers = List.copyOf(approvers);
    }

    /// What holds for a policy that says nothing.
    public static final WaiverTerms ANY = new WaiverTerms(true, null, List.of(), null);
  }

  /// An expression with a name, which others may read.
  ///
  /// @param name how others write it
  /// @param value CEL text
  public record Let(String name, Text value) {}

  /// A parameter.
  ///
  /// @param type `string`, `int`, `double`, `bool`, `duration` or `strings`; absent when only a
  ///   value is given
  /// @param value as written
  /// @param meaning for people; may be empty
  /// @param tighten which values ask for more: `lower`, `higher`, `subset` or `superset`; empty
  ///   when a domain may not change it
  public record Param(@Nullable String type, YamlNode value, String meaning, String tighten) {}

  /// Something that must hold.
  ///
  /// @param id its name inside the policy
  /// @param condition CEL text that is true when all is well
  /// @param say what a finding says, with expressions in braces
  /// @param at path of a finding's place; empty for where the subject begins
  /// @param hint what to do, with expressions in braces; absent when there is nothing to add
  /// @param fix steps that put it right; empty when it takes a person
  public record Check(
      String id, Text condition, Text say, Text at, @Nullable Text hint, List<FixStep> fix) {
    public Check {
      fix = List.copyOf(fix);
    }
  }

  /// A step of a fix. It has a value or an expression, unless it takes something away.
  ///
  /// @param op `set`, `add` or `remove`
  /// @param at JSON pointer from the place of the check's findings; empty for that place
  /// @param value as written
  /// @param expression CEL text that gives the value
  /// @param node where it stands
  public record FixStep(
      String op,
      Text at,
      @Nullable YamlNode value,
      @Nullable Text expression,
      YamlNode.Mapping node) {}

  /// A case of the policy's own tests.
  ///
  /// @param name what it shows
  /// @param given what differs from a mesh that is in order
  /// @param finds ids of the checks that fail, sorted
  /// @param fixed what of `given` is another thing once all fixes are made; absent when the case
  ///   does not say
  /// @param node where it stands
  public record Case(
      String name,
      YamlNode.Mapping given,
      List<String> finds,
      YamlNode.@Nullable Mapping fixed,
      YamlNode.Mapping node) {
    public Case {
      finds = List.copyOf(finds);
    }
  }

  /// A text with its place.
  public record Text(String text, dev.weft.model.diagnostic.Location location) {}
}
