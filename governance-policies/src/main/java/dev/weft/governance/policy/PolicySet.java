// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Severity;
import dev.weft.model.language.Words;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.manifest.Manifest;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.name.ProductName;
import dev.weft.model.yaml.YamlNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  /// @param changes kinds of change it looks at; empty means all but deletion; absent when they are
  ///   not known, so it may be any
  /// @param modes what it does; where that cannot be read, it enforces
  /// @param severity how grave a finding is
  /// @param location where it stands
  public record Broken(
      String name,
      @Nullable String domain,
      List<String> domains,
      @Nullable List<String> changes,
      Modes modes,
      String severity,
      Location location) {

    /// Whether it would look at a kind of change.
    public boolean looksAt(String change) {
      return changes == null || Policy.looksAt(changes, change);
    }

    /// Whether it would look at products of a domain.
    public boolean looksAt(ProductName product) {
      boolean isOurs = domain == null || domain.equals(product.domain());
      return isOurs && (domains.isEmpty() || domains.contains(product.domain()));
    }

    /// What a finding does at a point at a time.
    public Mode mode(Point point, Instant now) {
      return modes.at(point, now);
    }
  }

  /// The policies of a mesh.
  public static PolicySet of(LoadedMesh mesh) {
    return new Builder().build(mesh);
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

  /// The policy that one of a mesh is based on, with everything filled in that it takes from
  /// another; empty when it is based on none, or on none that there is.
  public static Optional<PolicyManifest> baseOf(
      PolicyManifest policy, List<PolicyManifest> ofMesh) {
    String name = policy.basedOn();
    if (name == null) {
      return Optional.empty();
    }
    PolicyManifest builtIn = Library.manifests().get(name);
    if (policy.domain() == null) {
      return Optional.ofNullable(builtIn);
    }
    PolicyManifest changed = null;
    for (PolicyManifest other : ofMesh) {
      if (other.domain() == null && other.name().equals(name)) {
        return Optional.of(Inheritance.merge(other, baseOf(other, ofMesh).orElse(null)));
      }
      if (other.domain() == null && name.equals(other.basedOn()) && changed == null) {
        changed = Inheritance.merge(other, builtIn);
      }
    }
    return Optional.ofNullable(changed == null ? builtIn : changed);
  }

  /// A policy of a mesh with everything filled in that it takes from the one it is based on.
  public static PolicyManifest whole(PolicyManifest policy, List<PolicyManifest> ofMesh) {
    return Inheritance.merge(policy, baseOf(policy, ofMesh).orElse(null));
  }

  private static final class Builder {

    private final List<Policy> policies = new ArrayList<>();
    private final List<Broken> broken = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<String, Location> seen = new HashMap<>();

    PolicySet build(LoadedMesh mesh) {
      Map<String, PolicyManifest> builtIn = Library.manifests();
      Set<String> replaced = new HashSet<>();
      // Of two of one name, that of the mesh is the one that counts.
      List<PolicyManifest> own =
          mesh.policies().stream()
              .sorted(Comparator.comparing(policy -> policy.domain() != null))
              .toList();
      for (PolicyManifest policy : own) {
        if (policy.domain() == null && policy.basedOn() != null) {
          replaced.add(policy.basedOn());
        }
      }
      builtIn.forEach((name, policy) -> {
        if (!replaced.contains(name)) {
          seen.put(name, policy.location());
          accept(policy, Library.compiled(name));
        }
      });
      own.forEach(policy -> add(policy, own));
      unreadable(mesh);
      policies.sort(Comparator.comparing(Policy::name));
      return new PolicySet(policies, broken, diagnostics.stream().sorted().distinct().toList());
    }

    private void add(PolicyManifest policy, List<PolicyManifest> own) {
      PolicyManifest base = baseOf(policy, own).orElse(null);
      PolicyManifest whole = Inheritance.merge(policy, base);
      Location first = seen.putIfAbsent(policy.name(), policy.location());
      if (first != null) {
        duplicate(policy, first);
        fail(whole, Modes.of(whole));
      } else if (policy.basedOn() != null && base == null) {
        unknownBase(policy, policy.basedOn(), own);
        // Which kinds of change it looks at stands in the base, unless it says so itself.
        boolean isSaid = policy.appliesTo() != null && !policy.appliesTo().changes().isEmpty();
        fail(whole, Modes.of(whole), isSaid ? policy.changes() : null);
      } else if (base != null && policy.domain() != null) {
        tightened(policy, base, whole);
      } else {
        accept(whole, new PolicyCompiler(whole, false).compile());
      }
    }

    private void tightened(PolicyManifest policy, PolicyManifest base, PolicyManifest whole) {
      List<Diagnostic> mistakes = Tightening.mistakes(policy, base);
      if (mistakes.isEmpty()) {
        accept(whole, new PolicyCompiler(whole, false).compile());
      } else {
        diagnostics.addAll(mistakes);
        fail(whole, Modes.of(whole).stricter(Modes.of(base)));
      }
    }

    private void duplicate(PolicyManifest policy, Location first) {
      boolean isWefts = Library.manifests().containsKey(policy.name());
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
    }

    private void unknownBase(PolicyManifest policy, String name, List<PolicyManifest> own) {
      Set<String> names = new TreeSet<>(Library.manifests().keySet());
      boolean isOfDomain = policy.domain() != null;
      if (isOfDomain) {
        own.stream().filter(one -> one.domain() == null).map(Manifest::name).forEach(names::add);
      }
      diagnostics.add(
          Diagnostic.error(
              policy.header().spec().at("basedOn"),
              PolicyRules.UNKNOWN_BASE,
              isOfDomain
                  ? "Neither the mesh nor Weft has a policy `" + name + "`."
                  : "No policy `" + name + "` comes with Weft.",
              Words.didYouMean(name, names, "policies")));
    }

    private void accept(PolicyManifest policy, PolicyCompiler.Compiled compiled) {
      diagnostics.addAll(compiled.diagnostics());
      if (compiled.policy() != null) {
        policies.add(compiled.policy());
      } else {
        fail(policy, Modes.of(policy));
      }
    }

    private void fail(PolicyManifest policy, Modes modes) {
      fail(policy, modes, policy.changes());
    }

    private void fail(PolicyManifest policy, Modes modes, @Nullable List<String> changes) {
      broken.add(
          new Broken(
              policy.name(),
              policy.domain(),
              policy.domains(),
              changes,
              modes,
              policy.severity(),
              policy.location()));
    }

    private void unreadable(LoadedMesh mesh) {
      for (String file : PolicySet.unreadable(mesh)) {
        String name = file.substring(file.lastIndexOf('/') + 1).replace(".yaml", "");
        String domain = file.startsWith("domains/") ? file.split("/")[1] : null;
        broken.add(
            new Broken(
                name, domain, List.of(), null, Modes.ENFORCE, "error", Location.ofFile(file)));
      }
    }
  }
}
