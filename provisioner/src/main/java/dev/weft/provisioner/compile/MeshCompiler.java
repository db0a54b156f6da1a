// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compile;

import dev.weft.governance.Verdict;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Link;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.Upkeep;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compiles a resolved mesh to the resources it wants. Rights are always derived, never written by
/// hand: a producer writes to its product's topics, a grant's consumer reads from the granted ones,
/// and both get what their client libraries need beside.
public final class MeshCompiler {

  private final EnvironmentMesh mesh;
  private final Resources resources = new Resources();
  private final Schemas schemas;
  private final Map<PortName, Offer> offers = new HashMap<>();

  /// A port that has a topic, with its product.
  private record Offer(Product product, Port port) {}

  private MeshCompiler(EnvironmentMesh mesh) {
    this.mesh = mesh;
    this.schemas = new Schemas(resources);
  }

  /// Compiles the mesh; equal meshes give equal results.
  public static Compilation compile(EnvironmentMesh mesh) {
    return compile(mesh, Verdict.EMPTY);
  }

  /// Where the schema of a port's values stands in the registry: clients find it by the topic's
  /// name.
  public static ResourceKey.Artifact artifact(Product product, Port port) {
    return new ResourceKey.Artifact(product.name().domain(), port.topic().name() + "-value");
  }

  /// Compiles the mesh with what policies say about it.
  public static Compilation compile(EnvironmentMesh mesh, Verdict verdict) {
    var compiler = new MeshCompiler(mesh);
    SortedMap<ResourceKey, Desired> resources = compiler.resources();
    return new Compilation(state(mesh, resources, verdict), compiler.resources.diagnostics());
  }

  /// Everything that the mesh wants, by key.
  private SortedMap<ResourceKey, Desired> resources() {
    mesh.products().forEach(this::product);
    mesh.grants().stream()
        .filter(grant -> grant.state() == Grant.State.ACTIVE)
        .forEach(this::grant);
    mesh.applications().values().forEach(application -> Quotas.add(application, resources));
    mesh.applications().values().forEach(application -> Clients.add(application, resources));
    mesh.applications().values().forEach(application -> ScramUsers.add(application, resources));
    schemas.finish();
    return resources.sorted();
  }

  /// These resources, with what else the mesh says about them.
  static DesiredState state(
      EnvironmentMesh mesh, SortedMap<ResourceKey, Desired> resources, Verdict verdict) {
    return new DesiredState(
        mesh.environment(),
        mesh.clusters(),
        resources,
        quarantinedOwners(mesh),
        quarantinedPrincipals(mesh),
        retired(mesh),
        mesh.budget(),
        Denied.of(verdict, mesh),
        new Upkeep(mesh.removal(), mesh.drift(), "", new TreeMap<>()));
  }

  private void product(Product product) {
    for (Port port : product.ports()) {
      if (port.clusters().isEmpty() || !mesh.clusters().containsKey(port.clusters().getFirst())) {
        resources.report(
            Diagnostic.error(
                port.location(),
                "port/no-cluster",
                "Port `%s` is available on no cluster of environment `%s`."
                    .formatted(port.name().local(), mesh.environment()),
                "name one of " + String.join(", ", mesh.clusters().keySet())));
        continue;
      }
      switch (port.status()) {
        case ACTIVE, DEPRECATED -> offer(product, port);
        case RETIRED, DRAFT -> {}
      }
    }
  }

  private void offer(Product product, Port port) {
    if (!resources.add(Topics.desired(product, port, topicKey(port)))) {
      return;
    }
    offers.put(port.name(), new Offer(product, port));
    port.clusters().stream().skip(1).forEach(target -> mirror(product, port, target));
    schemas.add(product, port);
    Application producer = application(product.producer());
    if (producer != null) {
      Rights.produce(producer, product, port, resources);
    }
  }

  /// A topic of the same shape on another cluster, and the link that fills it.
  private void mirror(Product product, Port port, String target) {
    String source = port.clusters().getFirst();
    Link link = mesh.link(source, target).orElse(null);
    if (link == null) {
      resources.report(
          Diagnostic.error(
              port.location(),
              Rules.LINK_MISSING,
              "Port `%s` is produced on `%s`, and no link leads from there to `%s`."
                  .formatted(port.name().local(), source, target),
              "add one to `links` in mesh.yaml"));
      return;
    }
    ResourceKey.Topic topic = topicKey(target, port);
    if (resources.add(Topics.desired(product, port, topic))) {
      boolean _ =
          resources.add(
              new Desired.Mirror(
                  new ResourceKey.Mirror(target, topic.name()),
                  Owner.of(product.name()),
                  link.name(),
                  source,
                  link.principal(),
                  port.location()));
      Rights.mirror(link, product, port, resources);
    }
  }

  private void grant(Grant grant) {
    Application consumer = application(grant.consumer());
    if (consumer == null) {
      return;
    }
    for (PortName name : grant.ports()) {
      Offer offer = offers.get(name);
      if (offer != null) {
        Rights.consume(consumer, grant, offer.product(), offer.port(), resources);
        List<String> clusters = offer.port().clusters();
        clusters.stream()
            .skip(1)
            .map(target -> mesh.link(clusters.getFirst(), target))
            .flatMap(Optional::stream)
            .forEach(link -> Rights.translate(link, consumer, resources));
      }
    }
  }

  /// Null also for a quarantined application: its rights are then held, not taken away.
  private @Nullable Application application(@Nullable ApplicationName name) {
    return name == null ? null : mesh.applications().get(name);
  }

  private static Set<ResourceKey> retired(EnvironmentMesh mesh) {
    var retired = new HashSet<ResourceKey>();
    for (Product product : mesh.products()) {
      for (Port port : product.ports()) {
        List<String> clusters = port.clusters();
        if (port.status() == Product.Status.RETIRED
            && !clusters.isEmpty()
            && mesh.clusters().containsKey(clusters.getFirst())) {
          clusters.forEach(cluster -> retired.add(topicKey(cluster, port)));
        }
      }
    }
    return Set.copyOf(retired);
  }

  private static Set<Owner> quarantinedOwners(EnvironmentMesh mesh) {
    var owners = new TreeSet<Owner>();
    mesh.quarantine().products().forEach(name -> owners.add(Owner.of(name)));
    mesh.quarantine().applications().forEach(name -> owners.add(Owner.of(name)));
    return owners;
  }

  /// A broken manifest does not tell its principal. The default one is assumed here; the planner
  /// adds those that the inventory knows.
  private static Set<String> quarantinedPrincipals(EnvironmentMesh mesh) {
    var principals = new TreeSet<String>();
    mesh.quarantine().applications().forEach(name -> principals.add("User:" + name.clientId()));
    return principals;
  }

  private static ResourceKey.Topic topicKey(Port port) {
    return topicKey(port.clusters().getFirst(), port);
  }

  private static ResourceKey.Topic topicKey(String cluster, Port port) {
    return new ResourceKey.Topic(cluster, port.topic().name());
  }
}
