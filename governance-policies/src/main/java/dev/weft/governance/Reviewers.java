// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.ChangeReport.Reviewer;
import dev.weft.model.compatibility.ConsumerImpact;
import dev.weft.model.compatibility.PortChange;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.manifest.ApplicationManifest;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.manifest.DomainManifest;
import dev.weft.model.manifest.Manifest;
import dev.weft.model.manifest.MeshManifest;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.manifest.TermManifest;
import dev.weft.model.manifest.WaiverManifest;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ProductName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who should look at a change, by what the mesh of before says of owners: nobody makes anything
/// one's own by the change itself. What is new belongs to whoever owns what it is put into.
final class Reviewers {

  private final LoadedMesh base;
  private final LoadedMesh head;
  private final SortedMap<String, SortedSet<String>> reasons = new TreeMap<>();

  Reviewers(LoadedMesh base, LoadedMesh head) {
    this.base = base;
    this.head = head;
  }

  /// @param products that the change touches
  /// @param schemas that it changes
  /// @param meshes whose applications and products own what is broken
  List<Reviewer> of(
      SortedSet<ProductName> products,
      List<PortChange> schemas,
      Collection<EnvironmentMesh> meshes) {
    products.forEach(product -> ask(owner(product), "owns " + product));
    broken(schemas, meshes);
    mesh();
    changed(base.domains().values(), head.domains().values()).keySet().stream()
        .map(Manifest::name)
        .forEach(domain -> ask(owner(domain), "owns the domain " + domain));
    changed(base.applications().values(), head.applications().values()).forEach(this::application);
    changed(base.policies(), head.policies()).forEach(this::policy);
    changed(base.terms(), head.terms()).forEach(this::term);
    changed(base.waivers(), head.waivers()).forEach(this::waiver);
    List<Reviewer> reviewers = new ArrayList<>();
    reasons.forEach((team, why) -> reviewers.add(new Reviewer(team, List.copyOf(why))));
    return reviewers;
  }

  private void ask(@Nullable String team, String reason) {
    if (team != null) {
      reasons.computeIfAbsent(team, _ -> new TreeSet<>()).add(reason);
    }
  }

  private void broken(List<PortChange> schemas, Collection<EnvironmentMesh> meshes) {
    if (schemas.isEmpty()) {
      return;
    }
    Map<String, String> owners = new HashMap<>();
    for (EnvironmentMesh mesh : meshes) {
      mesh.applications()
          .forEach((name, application) -> owners.putIfAbsent(name.toString(), application.owner()));
      for (Product product : mesh.products()) {
        owners.putIfAbsent(product.name().toString(), product.owner());
      }
    }
    for (PortChange change : schemas) {
      for (ConsumerImpact impact : change.consumers()) {
        String name = impact.consumer().name();
        if (impact.verdict() == ConsumerImpact.Verdict.BROKEN) {
          ask(owners.get(name), "reads %s, with %s".formatted(change.port(), name));
        }
      }
    }
  }

  private void mesh() {
    if (isOther(base.mesh(), head.mesh())) {
      ask(meshOwner(), "looks after the mesh");
    }
    if (isOther(base.teams(), head.teams())) {
      ask(meshOwner(), "looks after the teams");
    }
  }

  private static boolean isOther(
      Optional<? extends Manifest> before, Optional<? extends Manifest> after) {
    return !before.equals(after);
  }

  private void application(ApplicationManifest now, Optional<ApplicationManifest> before) {
    String domain = owner(now.id().domain());
    String own = before.map(ApplicationManifest::owner).orElse(null);
    ask(own == null ? domain : own, "owns the application " + now.id());
    if (own != null) {
      ask(domain, "owns the domain " + now.id().domain());
    }
  }

  private void policy(PolicyManifest policy, Optional<PolicyManifest> before) {
    String domain = policy.domain();
    if (domain == null) {
      ask(governance(), "answers for the policy " + policy.name());
    } else {
      ask(owner(domain), "owns the domain %s, with its policies".formatted(domain));
    }
  }

  /// By the team that answers for the term; one that is new has none yet.
  private void term(TermManifest now, Optional<TermManifest> before) {
    String reason = "answers for the term " + now.name();
    ask(governance(), reason);
    before.ifPresent(term -> {
      ProductName issuer = term.issuedBy();
      String own = term.owner();
      if (own != null) {
        ask(own, reason);
      } else if (issuer != null) {
        ask(owner(issuer), "issues the term %s, by %s".formatted(term.name(), issuer));
      }
    });
  }

  private void waiver(WaiverManifest waiver, Optional<WaiverManifest> before) {
    ask(governance(), "answers for the waiver " + waiver.name());
    base.policies().stream()
        .filter(policy -> policy.name().equals(waiver.policy()))
        .map(PolicyManifest::waivers)
        .filter(Objects::nonNull)
        .flatMap(terms -> terms.approvers().stream())
        .forEach(team -> ask(team, "may waive the policy " + waiver.policy()));
  }

  /// What is there on one side only, or other than before, with what it was before.
  private static <M extends Manifest> Map<M, Optional<M>> changed(
      Collection<M> before, Collection<M> after) {
    Map<String, M> old = new HashMap<>();
    before.forEach(manifest -> old.put(manifest.file(), manifest));
    Map<M, Optional<M>> changed = new LinkedHashMap<>();
    for (M manifest : after) {
      M was = old.remove(manifest.file());
      if (!manifest.equals(was)) {
        changed.put(manifest, Optional.ofNullable(was));
      }
    }
    old.values().forEach(gone -> changed.put(gone, Optional.of(gone)));
    return changed;
  }

  private @Nullable String meshOwner() {
    return base.mesh().map(MeshManifest::owner).orElse(null);
  }

  private @Nullable String governance() {
    String own = base.mesh().map(MeshManifest::governance).orElse(null);
    return own == null ? meshOwner() : own;
  }

  /// A domain that is new is the mesh's until it is there.
  private @Nullable String owner(String domain) {
    DomainManifest before = base.domains().get(domain);
    if (before != null) {
      return before.owner();
    }
    String mesh = meshOwner();
    DomainManifest after = head.domains().get(domain);
    return mesh != null || after == null ? mesh : after.owner();
  }

  private @Nullable String owner(ProductName name) {
    DataProductManifest before = base.products().get(name);
    if (before != null && before.owner() != null) {
      return before.owner();
    }
    if (before != null || base.domains().containsKey(name.domain())) {
      return owner(name.domain());
    }
    DataProductManifest after = head.products().get(name);
    String own = after == null ? null : after.owner();
    return own == null ? owner(name.domain()) : own;
  }
}
