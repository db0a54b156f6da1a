// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

import dev.weft.model.mesh.Application;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.Names;
import dev.weft.provisioner.resource.ClusterSnapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Principals as applications: those the mesh has, and new ones of the importing domain.
final class Applications {

  private static final String USER = "User:";
  private static final Map<String, String> QUOTAS =
      Map.of(
          "producer_byte_rate", "produce",
          "consumer_byte_rate", "consume",
          "request_percentage", "requests");

  private final String domain;
  private final ClusterSnapshot cluster;
  private final Map<String, ApplicationName> known = new HashMap<>();
  private final Map<String, ApplicationName> fresh = new TreeMap<>();

  Applications(String domain, ClusterSnapshot cluster, Collection<Application> existing) {
    this.domain = domain;
    this.cluster = cluster;
    existing.forEach(application -> known.put(application.principal(), application.name()));
  }

  /// Why a principal cannot be an application.
  static Optional<String> problem(String principal) {
    if (!principal.startsWith(USER)) {
      return Optional.of("it is no user");
    }
    return principal.equals("User:*") || principal.equals("User:ANONYMOUS")
        ? Optional.of("it means many or unknown users")
        : Optional.empty();
  }

  /// Names the new applications. Those of the domain's own form keep their name.
  void name(Set<String> principals, Set<String> takenNames) {
    var taken = new HashSet<>(takenNames);
    known.values().stream()
        .filter(name -> name.domain().equals(domain))
        .forEach(name -> taken.add(name.application()));
    Set<String> open =
        principals.stream()
            .filter(principal -> !known.containsKey(principal))
            .collect(Collectors.toSet());
    for (String principal : Set.copyOf(open)) {
      String own = own(principal);
      if (!own.isEmpty() && taken.add(own)) {
        fresh.put(principal, new ApplicationName(domain, own));
        open.remove(principal);
      }
    }
    LegalNames.of(open.stream().map(Applications::user).toList(), taken)
        .forEach((user, name) -> fresh.put(USER + user, new ApplicationName(domain, name)));
  }

  private String own(String principal) {
    String prefix = USER + domain + ".";
    String rest = principal.startsWith(prefix) ? principal.substring(prefix.length()) : "";
    return Names.isName(rest) ? rest : "";
  }

  /// The application that a principal is.
  ApplicationName require(String principal) {
    ApplicationName name = known.getOrDefault(principal, fresh.get(principal));
    if (name == null) {
      throw new IllegalStateException(principal + " was not named");
    }
    return name;
  }

  /// Whether the mesh has no manifest for it yet.
  boolean isFresh(String principal) {
    return fresh.containsKey(principal);
  }

  static String path(ApplicationName name) {
    return "domains/" + name.domain() + "/applications/" + name.application() + ".yaml";
  }

  /// The manifest of a new application.
  String manifest(String principal) {
    ApplicationName name = require(principal);
    var text = new YamlText("Application", name.application(), user(principal));
    boolean isUsual = principal.equals(USER + name.clientId());
    if (!isUsual) {
      text.line("  type: " + (principal.contains("=") ? "mtls" : "scram"));
      text.line("  principal: " + YamlText.quoted(principal));
    }
    Map<String, Double> quota = quota(principal);
    if (!quota.isEmpty()) {
      text.line("  quota:");
      quota.forEach((key, value) -> text.line("    " + QUOTAS.get(key) + ": " + number(value)));
    }
    return isUsual && quota.isEmpty() ? text.withEmptySpec() : text.toString();
  }

  /// The quotas that a manifest can say: all of them, or none.
  Map<String, Double> quota(String principal) {
    Map<String, Double> values = cluster.quotas().getOrDefault(user(principal), Map.of());
    return quotaProblem(values).isEmpty() ? new TreeMap<>(values) : Map.of();
  }

  /// Why a manifest cannot say these quotas.
  static Optional<String> quotaProblem(Map<String, Double> values) {
    for (Map.Entry<String, Double> entry : values.entrySet()) {
      boolean isRate = entry.getKey().endsWith("_byte_rate");
      double value = entry.getValue();
      if (!QUOTAS.containsKey(entry.getKey())) {
        return Optional.of("manifests do not know " + entry.getKey());
      }
      if (value <= 0 || isRate && value != Math.rint(value)) {
        return Optional.of(entry.getKey() + " is " + value);
      }
    }
    return Optional.empty();
  }

  static String user(String principal) {
    return principal.substring(USER.length());
  }

  private static String number(double value) {
    return value == Math.rint(value) && value < Long.MAX_VALUE
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
