// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

import dev.weft.model.yaml.YamlNode;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A policy, of the mesh or of a domain, as written. What is taken from the policy it is based on
/// is empty here.
///
/// @param header name, title, tags, source
/// @param domain the domain whose folder it stands in; absent for a policy of the mesh
/// @param basedOn the policy that comes with Weft and that this one changes
/// @param description what it asks for, and why
/// @param severity `error`, `danger`, `warning` or `note`
/// @param mode `enforce`, `warn`, `audit` or `off`
/// @param modes modes by point of enforcement (`change`, `apply`, `scan`), where they differ
/// @param appliesTo what one evaluation looks at; absent when it is not written
/// @param params by name: what is declared, or values for what the base declares
/// @param checks what must hold, in the order of the file
/// @param tests its own cases
public record PolicyManifest(
    Header header,
    @Nullable String domain,
    @Nullable String basedOn,
    String description,
    String severity,
    String mode,
    SortedMap<String, String> modes,
    @Nullable AppliesTo appliesTo,
    SortedMap<String, Param> params,
    List<Check> checks,
    List<Case> tests)
    implements Manifest {

  public PolicyManifest {
    checks = List.copyOf(checks);
    tests = List.copyOf(tests);
  }

  /// Domains it looks at; empty means all.
  public List<String> domains() {
    return appliesTo == null ? List.of() : appliesTo.domains();
  }

  /// What one evaluation looks at.
  ///
  /// @param each `product`, `port` or `grant`
  /// @param domains empty means all
  /// @param when CEL text; absent when it always applies
  public record AppliesTo(String each, List<String> domains, @Nullable Text when) {
    public AppliesTo {
      domains = List.copyOf(domains);
    }
  }

  /// A parameter.
  ///
  /// @param type `string`, `int`, `double`, `bool`, `duration` or `strings`; absent when only a
  ///   value is given
  /// @param value as written
  /// @param meaning for people; may be empty
  public record Param(@Nullable String type, YamlNode value, String meaning) {}

  /// Something that must hold.
  ///
  /// @param id its name inside the policy
  /// @param condition CEL text that is true when all is well
  /// @param say what a finding says, with expressions in braces
  /// @param at path of a finding's place; empty for where the subject begins
  /// @param hint what to do, with expressions in braces; absent when there is nothing to add
  public record Check(String id, Text condition, Text say, Text at, @Nullable Text hint) {}

  /// A case of the policy's own tests.
  ///
  /// @param name what it shows
  /// @param given what differs from a mesh that is in order
  /// @param finds ids of the checks that fail, sorted
  /// @param node where it stands
  public record Case(
      String name, YamlNode.Mapping given, List<String> finds, YamlNode.Mapping node) {
    public Case {
      finds = List.copyOf(finds);
    }
  }

  /// A text with its place.
  public record Text(String text, dev.weft.model.diagnostic.Location location) {}
}
