// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compile;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Link;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Acl.Operation;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.util.List;

/// Producers and grants to ACL bindings.
final class Rights {

  private Rights() {}

  static void produce(Application producer, Product product, Port port, Resources resources) {
    String cluster = port.clusters().getFirst();
    Location cause = product.location();
    AclSet topic = topic(cluster, port);
    Owner owner = Owner.of(product.name());
    boolean adopt = port.topic().adopt();
    String principal = producer.principal();
    resources.allow(topic, owner, Acl.allow(principal, Operation.WRITE), cause, adopt);
    resources.allow(topic, owner, Acl.allow(principal, Operation.DESCRIBE), cause, adopt);

    var transactions =
        new AclSet(
            cluster,
            AclSet.Type.TRANSACTIONAL_ID,
            AclSet.Pattern.PREFIXED,
            producer.name().prefix());
    Owner application = Owner.of(producer.name());
    resources.allow(transactions, application, Acl.allow(principal, Operation.WRITE), cause, adopt);
    resources.allow(
        transactions, application, Acl.allow(principal, Operation.DESCRIBE), cause, adopt);
    resources.use(producer.name(), cluster);
  }

  /// What a link needs to read the topic where it is produced and to write its copy; nobody else
  /// may write there.
  static void mirror(Link link, Product product, Port port, Resources resources) {
    String principal = link.principal();
    if (principal == null) {
      return;
    }
    Owner owner = Owner.of(product.name());
    boolean adopt = port.topic().adopt();
    for (Operation operation :
        List.of(Operation.READ, Operation.DESCRIBE, Operation.DESCRIBE_CONFIGS)) {
      resources.allow(
          topic(link.from(), port), owner, Acl.allow(principal, operation), link.location(), adopt);
    }
    // Reading there is what setting a group's offsets takes.
    for (Operation operation : List.of(Operation.READ, Operation.WRITE, Operation.DESCRIBE)) {
      resources.allow(
          topic(link.to(), port), owner, Acl.allow(principal, operation), link.location(), adopt);
    }
  }

  /// What a link needs to bring a consumer's place on a mirrored topic to the other cluster.
  static void translate(Link link, Application consumer, Resources resources) {
    String principal = link.principal();
    if (principal == null) {
      return;
    }
    Owner owner = Owner.of(consumer.name());
    resources.allow(
        groups(link.from(), consumer),
        owner,
        Acl.allow(principal, Operation.DESCRIBE),
        link.location(),
        false);
    for (Operation operation : List.of(Operation.READ, Operation.DESCRIBE)) {
      resources.allow(
          groups(link.to(), consumer),
          owner,
          Acl.allow(principal, operation),
          link.location(),
          false);
    }
  }

  private static AclSet groups(String cluster, Application consumer) {
    return new AclSet(
        cluster, AclSet.Type.GROUP, AclSet.Pattern.PREFIXED, consumer.name().prefix());
  }

  static void consume(
      Application consumer, Grant grant, Product product, Port port, Resources resources) {
    port.clusters().forEach(cluster -> consume(consumer, grant, product, port, cluster, resources));
  }

  private static void consume(
      Application consumer,
      Grant grant,
      Product product,
      Port port,
      String cluster,
      Resources resources) {
    Location cause = grant.location();
    AclSet topic = topic(cluster, port);
    Owner owner = Owner.of(product.name());
    boolean adopt = port.topic().adopt();
    String principal = consumer.principal();
    resources.allow(topic, owner, Acl.allow(principal, Operation.READ), cause, adopt);
    resources.allow(topic, owner, Acl.allow(principal, Operation.DESCRIBE), cause, adopt);

    resources.allow(
        groups(cluster, consumer),
        Owner.of(consumer.name()),
        Acl.allow(principal, Operation.READ),
        cause,
        adopt);
    resources.use(consumer.name(), cluster);
  }

  private static AclSet topic(String cluster, Port port) {
    return new AclSet(cluster, AclSet.Type.TOPIC, AclSet.Pattern.LITERAL, port.topic().name());
  }
}
