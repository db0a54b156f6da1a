// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Severity;
import dev.weft.model.language.Words;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.name.ProductName;
import dev.weft.model.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All policies that hold in a mesh: those that come with Weft, as the mesh changes them, and its
/// own. Compiled once for a loaded mesh.
///
/// @param policies that can be evaluated, by name
/// @param broken that cannot
/// @param diagnostics what is wrong with them, sorted
public record PolicySet(List<Policy> policies, List<Broken> broken, List<Diagnostic> diagnostics) {

  /// When nobody gives values of parameters.
  static final YamlNode.Mapping NO_PARAMS = new YamlNode.Mapping(List.of(), Location.ofFile(""));

  public PolicySet {
    policies = List.copyOf(policies);
    broken = List.copyOf(broken);
    diagnostics = List.copyOf(diagnostics);
  }

  /// A policy that cannot be evaluated, so nothing is known to keep it.
  ///
  /// @param name its name
  /// @param domain the domain whose policy it is; absent for one of the mesh
  /// @param domains domains it looks at; empty means all, or that they are not known
  /// @param modes by point; where it cannot be read, it enforces
  /// @param severity how grave a finding is
  /// @param location where it stands
  public record Broken(
      String name,
      @Nullable String domain,
      List<String> domains,
      Map<Point, Mode> modes,
      String severity,
      Location location) {

    /// Whether it would look at products of a domain.
    public boolean looksAt(ProductName product) {
      boolean isOurs = domain == null || domain.equals(product.domain());
      return isOurs && (domains.isEmpty() || domains.contains(product.domain()));
    }

    /// What a finding does at a point.
    public Mode mode(Point point) {
      return modes.getOrDefault(point, Mode.ENFORCE);
    }
  }

  /// The policies of a mesh.
  public static PolicySet of(LoadedMesh mesh) {
    return new Builder().build(mesh);
  }

  /// One policy by itself, for its test cases: in force everywhere, whatever it says about modes
  /// and domains.
  ///
  /// @param params values by name that the case gives
  public static PolicySet forTest(
      PolicyManifest policy, @Nullable PolicyManifest base, YamlNode.Mapping params) {
    PolicyCompiler.Compiled compiled = new PolicyCompiler(policy, base, false, params).compile();
    Policy ready = compiled.policy();
    return new PolicySet(
        ready == null ? List.of() : List.of(ready.inForce()), List.of(), compiled.diagnostics());
  }

  /// Files that should hold a policy and cannot be read as one, sorted. What they ask for is
  /// unknown, so nothing is known to keep it.
  public static List<String> unreadable(LoadedMesh mesh) {
    Set<String> read = new HashSet<>();
    mesh.policies().forEach(policy -> read.add(policy.file()));
    Set<String> files = new TreeSet<>();
    for (Diagnostic diagnostic : mesh.diagnostics()) {
      String file = diagnostic.location().file();
      if (diagnostic.severity() == Severity.ERROR && isPolicy(file) && !read.contains(file)) {
        files.add(file);
      }
    }
    return List.copyOf(files);
  }

  private static boolean isPolicy(String file) {
    String[] parts = file.split("/");
    boolean isOfMesh = parts.length == 3 && file.startsWith("governance/policies/");
    boolean isOfDomain =
        parts.length == 4 && parts[0].equals("domains") && parts[2].equals("policies");
    return (isOfMesh || isOfDomain) && file.endsWith(".yaml");
  }

  /// Names of all policies, broken ones included.
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    policies.forEach(policy -> names.add(policy.name()));
    broken.forEach(policy -> names.add(policy.name()));
    return names;
  }

  private static final class Builder {

    private final List<Policy> policies = new ArrayList<>();
    private final List<Broken> broken = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<String, Location> seen = new HashMap<>();

    PolicySet build(LoadedMesh mesh) {
      Map<String, PolicyManifest> builtIn = new TreeMap<>(Library.manifests());
      Set<String> replaced = new HashSet<>();
      List<PolicyManifest> own = mesh.policies();
      for (PolicyManifest policy : own) {
        if (policy.domain() == null && policy.basedOn() != null) {
          replaced.add(policy.basedOn());
        }
      }
      builtIn.forEach((name, policy) -> {
        if (!replaced.contains(name)) {
          seen.put(name, policy.location());
          accept(policy, null, Library.compiled(name));
        }
      });
      own.forEach(policy -> add(policy, builtIn));
      unreadable(mesh);
      policies.sort(Comparator.comparing(Policy::name));
      return new PolicySet(policies, broken, diagnostics.stream().sorted().distinct().toList());
    }

    private void add(PolicyManifest policy, Map<String, PolicyManifest> builtIn) {
      Location first = seen.putIfAbsent(policy.name(), policy.location());
      if (first != null) {
        boolean isWefts = builtIn.containsKey(policy.name());
        diagnostics.add(
            Diagnostic.error(
                policy.header().root().at("metadata", "name"),
                PolicyRules.DUPLICATE,
                isWefts
                    ? "A policy `%s` comes with Weft.".formatted(policy.name())
                    : "The policy `%s` stands at %s already.".formatted(policy.name(), first),
                isWefts && policy.domain() == null
                    ? "rename it, or change the one of Weft with `basedOn: " + policy.name() + "`"
                    : "rename it"));
        fail(policy, null);
        return;
      }
      PolicyManifest base = null;
      if (policy.basedOn() != null) {
        base = builtIn.get(policy.basedOn());
        if (base == null) {
          diagnostics.add(
              Diagnostic.error(
                  policy.header().spec().at("basedOn"),
                  PolicyRules.UNKNOWN_BASE,
                  "No policy `" + policy.basedOn() + "` comes with Weft.",
                  Words.didYouMean(policy.basedOn(), builtIn.keySet(), "policies")));
          fail(policy, null);
          return;
        }
      }
      accept(policy, base, new PolicyCompiler(policy, base, false, NO_PARAMS).compile());
    }

    private void accept(
        PolicyManifest policy, @Nullable PolicyManifest base, PolicyCompiler.Compiled compiled) {
      diagnostics.addAll(compiled.diagnostics());
      if (compiled.policy() != null) {
        policies.add(compiled.policy());
      } else {
        fail(policy, base);
      }
    }

    private void fail(PolicyManifest policy, @Nullable PolicyManifest base) {
      broken.add(
          new Broken(
              policy.name(),
              policy.domain(),
              policy.domains(),
              PolicyCompiler.modes(policy, base),
              policy.severity().isEmpty() && base != null ? base.severity() : policy.severity(),
              policy.location()));
    }

    private void unreadable(LoadedMesh mesh) {
      for (String file : PolicySet.unreadable(mesh)) {
        String name = file.substring(file.lastIndexOf('/') + 1).replace(".yaml", "");
        String domain = file.startsWith("domains/") ? file.split("/")[1] : null;
        broken.add(new Broken(name, domain, List.of(), Map.of(), "error", Location.ofFile(file)));
      }
    }
  }
}
