// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compile;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Acl.Operation;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey.AclSet;

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

  static void consume(
      Application consumer, Grant grant, Product product, Port port, Resources resources) {
    String cluster = port.clusters().getFirst();
    Location cause = grant.location();
    AclSet topic = topic(cluster, port);
    Owner owner = Owner.of(product.name());
    boolean adopt = port.topic().adopt();
    String principal = consumer.principal();
    resources.allow(topic, owner, Acl.allow(principal, Operation.READ), cause, adopt);
    resources.allow(topic, owner, Acl.allow(principal, Operation.DESCRIBE), cause, adopt);

    var groups =
        new AclSet(cluster, AclSet.Type.GROUP, AclSet.Pattern.PREFIXED, consumer.name().prefix());
    resources.allow(
        groups, Owner.of(consumer.name()), Acl.allow(principal, Operation.READ), cause, adopt);
    resources.use(consumer.name(), cluster);
  }

  private static AclSet topic(String cluster, Port port) {
    return new AclSet(cluster, AclSet.Type.TOPIC, AclSet.Pattern.LITERAL, port.topic().name());
  }
}
