// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.PortDocument;
import dev.weft.model.event.ProductDocument;
import dev.weft.model.event.StatusDocument;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.ProductName;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.publish.GrantRights.Binding;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// What has become of every grant on its clusters.
final class GrantStatuses {

  private final Publication publication;
  private final EnvironmentMesh mesh;
  private final Instant readAt;
  private final Effects effects;
  private final SortedMap<String, CatalogDocument> catalog;
  private final SortedMap<String, StatusDocument> before;
  private final Map<String, Grant> grants = new HashMap<>();
  private final Affected affected;

  /// @param catalog the catalog documents as they were last written: what has gone from Git is
  ///   still in there
  /// @param before the status documents as they were last written
  GrantStatuses(
      Publication publication,
      Prepared prepared,
      Effects effects,
      SortedMap<String, CatalogDocument> catalog,
      SortedMap<String, StatusDocument> before,
      Affected affected) {
    this.affected = affected;
    this.publication = publication;
    this.mesh = publication.mesh();
    this.readAt = prepared.world().now();
    this.effects = effects;
    this.catalog = catalog;
    this.before = before;
  }

  void addTo(SortedMap<String, StatusDocument> documents) {
    List<Grant> looked = mesh.grants().stream().filter(affected::has).toList();
    var rights = new GrantRights(publication.desired(), looked);
    for (Grant grant : looked) {
      grants.put(GrantRights.id(grant), grant);
      if (grant.state() == Grant.State.ACTIVE) {
        rights
            .of(grant)
            .forEach((cluster, bindings) -> {
              GrantStatus status = active(grant, cluster, bindings);
              documents.put(status.key(), status);
            });
      }
    }
    for (StatusDocument old : before.values()) {
      if (old instanceof GrantStatus status
          && affected.has(status)
          && !documents.containsKey(status.key())) {
        inactive(status, documents);
      }
    }
  }

  private GrantStatus active(Grant grant, String cluster, List<Binding> bindings) {
    String key = GrantStatus.key(GrantRights.id(grant), cluster);
    GrantStatus old = before.get(key) instanceof GrantStatus status ? status : null;
    GrantStatus facts = GrantFacts.begin(old, grant, cluster, publication.commit());
    String blindness = effects.blindness(cluster);
    if (blindness != null) {
      return facts.withMessage(unreadable(cluster, blindness));
    }
    String message =
        bindings.stream()
            .filter(binding -> !effects.isThere(binding))
            .findFirst()
            .map(effects::obstacle)
            .orElse("");
    return GrantFacts.next(
        facts,
        new GrantFacts.Sight(
            bindings.stream().allMatch(effects::isSeen),
            readAt,
            message.isEmpty(),
            publication.at(),
            message));
  }

  /// A grant that gives no rights any more: it has ended when nothing is left of them.
  private void inactive(GrantStatus status, SortedMap<String, StatusDocument> documents) {
    ProductName product = product(status.product());
    ApplicationName consumer = application(status.consumer());
    String blindness = effects.blindness(status.cluster());
    boolean isHeld =
        mesh.quarantine().products().contains(product)
            || mesh.quarantine().applications().contains(consumer);
    if (isHeld || status.endedAt() != null && grants.containsKey(status.id())) {
      documents.put(status.key(), status);
    } else if (blindness != null && mesh.clusters().containsKey(status.cluster())) {
      documents.put(status.key(), status.withMessage(unreadable(status.cluster(), blindness)));
    } else if (isLeft(status, consumer)) {
      documents.put(
          status.key(), status.withMessage("The grant has ended, and its rights are still there."));
    } else if (grants.containsKey(status.id())) {
      documents.put(status.key(), status.withEnd(publication.at(), ""));
    }
  }

  private boolean isLeft(GrantStatus status, ApplicationName consumer) {
    if (!(catalog.get(status.product()) instanceof ProductDocument product)) {
      return false;
    }
    Application application = mesh.applications().get(consumer);
    String principal =
        application == null ? "User:" + consumer.clientId() : application.principal();
    for (PortDocument port : product.ports()) {
      if (status.ports().contains(port.local())) {
        var set =
            new AclSet(status.cluster(), AclSet.Type.TOPIC, AclSet.Pattern.LITERAL, port.topic());
        if (effects.there(set, principal).stream().anyMatch(binding -> !isWanted(binding))) {
          return true;
        }
      }
    }
    return false;
  }

  /// Another grant, or the application being the producer, may give the same right.
  private boolean isWanted(Binding binding) {
    return publication.desired().resources().get(binding.set()) instanceof Desired.Acls acls
        && acls.acls().containsKey(binding.acl());
  }

  private static String unreadable(String cluster, String why) {
    return "Cluster `%s` could not be read: %s.".formatted(cluster, why);
  }

  private static ProductName product(String urn) {
    String[] part = urn.split(":", -1);
    return new ProductName(part[2], part[3]);
  }

  private static ApplicationName application(String name) {
    int slash = name.indexOf('/');
    return new ApplicationName(name.substring(0, slash), name.substring(slash + 1));
  }
}
