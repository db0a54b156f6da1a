// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.AccessGrantManifest;
import dev.weft.model.manifest.ApplicationManifest;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.manifest.Manifest;
import dev.weft.model.manifest.MeshManifest;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.manifest.TeamListManifest;
import dev.weft.model.manifest.TermManifest;
import dev.weft.model.manifest.WaiverManifest;
import dev.weft.model.mesh.Product.Status;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Checks that everything a manifest names exists. What has a file is taken to exist even when the
/// file is broken, so that one mistake is reported once.
final class References {

  private final MeshIndex index;
  private final Findings findings;
  private final @Nullable Set<String> teams;
  private final @Nullable Collection<String> environments;

  References(MeshIndex index, Findings findings) {
    this.index = index;
    this.findings = findings;
    TeamListManifest list = index.teams();
    this.teams =
        list == null
            ? null
            : new LinkedHashSet<>(
                list.teams().stream().map(TeamListManifest.Team::name).sorted().toList());
    MeshManifest mesh = index.mesh();
    this.environments = mesh == null ? null : mesh.environments().keySet();
  }

  void check() {
    MeshManifest mesh = index.mesh();
    if (mesh != null) {
      meshTeam(mesh, "owner", mesh.owner());
      meshTeam(mesh, "governance", mesh.governance());
    }
    index.domains().values().forEach(domain -> owner(domain, domain.owner()));
    index.applications().values().forEach(this::application);
    sharedPrincipals();
    index.products().values().forEach(this::product);
    index.grants().forEach(this::grant);
    index.policies().forEach(this::policy);
    index.terms().forEach(this::term);
    index.waivers().forEach(this::waiver);
  }

  private void owner(Manifest manifest, @Nullable String owner) {
    if (owner != null && teams != null && !teams.contains(owner)) {
      unknown(manifest.header().spec().at("owner"), "team", owner, teams, "teams");
    }
  }

  /// Nothing of the mesh hangs on whom one asks about it.
  private void meshTeam(MeshManifest mesh, String key, @Nullable String team) {
    if (team != null && teams != null && !teams.contains(team)) {
      findings.lone(
          Diagnostic.error(
              mesh.header().spec().at(key),
              Rules.REFERENCE_UNKNOWN,
              "There is no team `" + team + "`.",
              Words.didYouMean(team, teams, "teams")));
    }
  }

  private void environment(String name, Supplier<Location> location) {
    if (environments != null && !environments.contains(name)) {
      unknown(location.get(), "environment", name, environments, "environments");
    }
  }

  private void application(ApplicationManifest application) {
    owner(application, application.owner());
    for (String name : application.environments().keySet()) {
      environment(name, () -> application.header().spec().at("environments", name));
    }
  }

  private void sharedPrincipals() {
    Map<String, List<ApplicationManifest>> users = new HashMap<>();
    for (ApplicationManifest application : index.applications().values()) {
      users
          .computeIfAbsent(application.effectivePrincipal(), _ -> new ArrayList<>(1))
          .add(application);
    }
    users.values().stream().filter(sharing -> sharing.size() > 1).forEach(this::shared);
  }

  /// Who writes down a principal that is another application's by default is alone to blame.
  private void shared(List<ApplicationManifest> sharing) {
    boolean owned = sharing.stream().anyMatch(one -> one.principal() == null);
    for (ApplicationManifest one : sharing) {
      if (owned && one.principal() == null) {
        continue;
      }
      List<String> others =
          sharing.stream()
              .filter(other -> other != one)
              .map(other -> other.id().toString())
              .toList();
      findings.error(
          one.header().spec().at("principal"),
          Rules.ACCESS_SHARED_PRINCIPAL,
          "The principal `%s` is also that of %s."
              .formatted(one.effectivePrincipal(), Words.quoted(others)),
          "give each application a principal of its own");
    }
  }

  private void product(DataProductManifest product) {
    owner(product, product.owner());
    ApplicationName producer = product.producer();
    if (producer != null) {
      requireApplication(producer, () -> product.header().spec().at("producer"));
    }
    for (String name : product.environments().keySet()) {
      environment(name, () -> product.header().spec().at("environments", name));
    }
    for (int i = 0; i < product.inputs().size(); i++) {
      PortName port = product.inputs().get(i).port();
      int position = i;
      if (port != null) {
        input(product, port, () -> product.header().spec().at("inputs", position, "port"));
      }
    }
    MeshManifest mesh = index.mesh();
    for (DataProductManifest.Port port : product.ports()) {
      for (int i = 0; i < port.availableOn().size() && mesh != null; i++) {
        String cluster = port.availableOn().get(i);
        if (!mesh.clusters().containsKey(cluster)) {
          unknown(
              port.node().at("availableOn", i),
              "cluster",
              cluster,
              mesh.clusters().keySet(),
              "clusters");
        }
      }
    }
  }

  private void input(DataProductManifest product, PortName name, Supplier<Location> location) {
    if (name.product().equals(product.id())) {
      findings.error(
          location.get(),
          Rules.REFERENCE_CYCLE,
          "The product is its own input.",
          "name a port of another product");
      return;
    }
    DataProductManifest.Port port = findPort(name, location);
    if (port == null || product.status() == Status.RETIRED) {
      return;
    }
    switch (port.status()) {
      case ACTIVE -> {}
      case DEPRECATED -> {
        PortName better = port.replacedBy();
        findings.warning(
            location.get(),
            Rules.REFERENCE_DEPRECATED,
            "The port `" + name + "` is deprecated.",
            better == null ? "ask its owner what replaces it" : "move to `" + better + "`");
      }
      case DRAFT, RETIRED ->
          findings.warning(
              location.get(),
              Rules.REFERENCE_RETIRED,
              "The port `%s` is %s, so it has no records."
                  .formatted(name, port.status() == Status.DRAFT ? "a draft" : "retired"),
              "");
    }
  }

  /// The port of another product; absent, with an error, when there is none, and absent without one
  /// when its product is broken.
  private DataProductManifest.@Nullable Port findPort(PortName name, Supplier<Location> location) {
    DataProductManifest product = index.product(name.product());
    if (product == null) {
      if (!index.isKnown(name.product())) {
        unknownProduct(name.product(), location.get());
      }
      return null;
    }
    DataProductManifest.Port port = product.find(name).orElse(null);
    if (port == null) {
      List<String> ports = product.ports().stream().map(one -> one.name().local()).toList();
      findings.error(
          location.get(),
          Rules.REFERENCE_UNKNOWN,
          "The product `%s` has no port `%s`.".formatted(name.product(), name.local()),
          Words.didYouMean(name.local(), ports, "its ports"));
    }
    return port;
  }

  private void unknownProduct(ProductName name, Location location) {
    List<String> all = index.knownProducts().stream().map(ProductName::toString).toList();
    unknown(location, "data product", name.toString(), all, "data products");
  }

  private void requireApplication(ApplicationName name, Supplier<Location> location) {
    if (!index.isKnown(name)) {
      List<String> all = index.knownApplications().stream().map(Object::toString).toList();
      unknown(location.get(), "application", name.toString(), all, "applications");
    }
  }

  private void grant(AccessGrantManifest grant) {
    requireApplication(grant.consumer(), () -> grant.header().spec().at("consumer"));
    for (int i = 0; i < grant.environments().size(); i++) {
      String name = grant.environments().get(i);
      environment(name, () -> grant.header().spec().at("environments"));
    }
    if (!index.isKnown(grant.product())) {
      findings.error(
          grant.location(),
          Rules.MANIFEST_MISSING_FILE,
          "The grant stands in the folder of `" + grant.product() + "`, which has no product.yaml.",
          "add `domains/%s/%s/product.yaml`, or remove the grant"
              .formatted(grant.product().domain(), grant.product().product()));
      return;
    }
    for (int i = 0; i < grant.ports().size(); i++) {
      int position = i;
      DataProductManifest.Port unused =
          findPort(grant.ports().get(i), () -> grant.header().spec().at("ports", position));
    }
  }

  private void policy(PolicyManifest policy) {
    approvers(policy);
    List<String> named = policy.domains();
    for (int i = 0; i < named.size(); i++) {
      Location location = policy.header().spec().at("appliesTo", "domains", i);
      String own = policy.domain();
      if (!index.knownDomains().contains(named.get(i))) {
        unknown(location, "domain", named.get(i), index.knownDomains(), "domains");
      } else if (own != null && !own.equals(named.get(i))) {
        findings.error(
            location,
            Rules.MANIFEST_CONFLICT,
            "A policy of the domain `%s` cannot look at `%s`.".formatted(own, named.get(i)),
            "move it to governance/policies, or remove `appliesTo.domains`");
      }
    }
  }

  private void approvers(PolicyManifest policy) {
    PolicyManifest.WaiverTerms terms = policy.waivers();
    if (terms == null || teams == null) {
      return;
    }
    for (int i = 0; i < terms.approvers().size(); i++) {
      String team = terms.approvers().get(i);
      if (!teams.contains(team)) {
        Location place = policy.header().spec().at("waivers", "approvers", i);
        unknown(place, "team", team, teams, "teams");
      }
    }
  }

  private void term(TermManifest term) {
    owner(term, term.owner());
    ProductName issuer = term.issuedBy();
    if (issuer != null && !index.isKnown(issuer)) {
      unknownProduct(issuer, term.header().spec().at("issuedBy"));
    }
  }

  /// Policies may come with Weft itself, so only a near miss of the mesh's own ones is noticed.
  private void waiver(WaiverManifest waiver) {
    if (!index.isKnown(waiver.product())) {
      unknownProduct(waiver.product(), waiver.header().spec().at("product"));
    }
    List<String> policies = index.policies().stream().map(Manifest::name).toList();
    String nearest = Words.nearest(waiver.policy(), policies);
    if (nearest != null && !policies.contains(waiver.policy())) {
      findings.warning(
          waiver.header().spec().at("policy"),
          Rules.REFERENCE_UNKNOWN,
          "The mesh has no policy `" + waiver.policy() + "`.",
          "did you mean `" + nearest + "`?");
    }
  }

  private void unknown(
      Location location, String what, String name, Collection<String> known, String plural) {
    findings.error(
        location,
        Rules.REFERENCE_UNKNOWN,
        "There is no %s `%s`.".formatted(what, name),
        Words.didYouMean(name, known, plural));
  }
}
