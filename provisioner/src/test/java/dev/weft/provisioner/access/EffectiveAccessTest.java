// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.access;

import static dev.weft.provisioner.testing.Wanted.deny;
import static dev.weft.provisioner.testing.Wanted.groupAcls;
import static dev.weft.provisioner.testing.Wanted.read;
import static dev.weft.provisioner.testing.Wanted.topicAcls;
import static dev.weft.provisioner.testing.Wanted.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.access.Answer.Holder;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Acl.Operation;
import dev.weft.provisioner.resource.Acl.Permission;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.Wanted;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectiveAccessTest {

  private static final AclSet ORDERS = topicAcls("shop.orders.v1");
  private static final AclSet ANY_TOPIC = topicAcls("*");

  private final Bench bench = new Bench();
  private final Wanted wanted = new Wanted();

  private static AclSet prefix(String name) {
    return new AclSet("onprem", AclSet.Type.TOPIC, AclSet.Pattern.PREFIXED, name);
  }

  private Answer who(Operation operation) {
    return new EffectiveAccess(bench.cluster.observe(), new Directory(wanted.state()))
        .whoCan(operation, "shop.orders.v1");
  }

  private List<String> readers() {
    return who(Operation.READ).holders().stream().map(Holder::principal).toList();
  }

  @Test
  void findsLiteralPrefixedAndAnyBindings() {
    bench.cluster.withAcl(ORDERS, read("User:literal"));
    bench.cluster.withAcl(prefix("shop."), read("User:prefix"));
    bench.cluster.withAcl(prefix("shop.orders.v1.x"), read("User:longer"));
    bench.cluster.withAcl(ANY_TOPIC, read("User:any"));
    bench.cluster.withAcl(topicAcls("shop.orders.v2"), read("User:other"));

    assertThat(readers()).containsExactly("User:any", "User:literal", "User:prefix");
  }

  @Test
  void countsAllAsEveryOperation() {
    bench.cluster.withAcl(ORDERS, Acl.allow("User:admin", Operation.ALL));

    assertThat(readers()).containsExactly("User:admin");
    assertThat(who(Operation.WRITE).holders()).hasSize(1);
  }

  @Test
  void impliesDescribeAndNothingElse() {
    bench.cluster.withAcl(ORDERS, write("User:writer"));

    assertThat(who(Operation.DESCRIBE).holders()).hasSize(1);
    assertThat(readers()).isEmpty();
  }

  @Test
  void letsAnyDenialBeatEveryAllowance() {
    bench.cluster.withAcl(ORDERS, read("User:a"));
    bench.cluster.withAcl(ORDERS, read("User:b"));
    bench.cluster.withAcl(ORDERS, read("User:c"));
    bench.cluster.withAcl(ANY_TOPIC, deny("User:a", Operation.READ));
    bench.cluster.withAcl(prefix("shop"), deny("User:b", Operation.ALL));

    assertThat(readers()).containsExactly("User:c");
    bench.cluster.withAcl(prefix("s"), deny("User:*", Operation.READ));
    assertThat(readers()).isEmpty();
  }

  @Test
  void keepsDescribeWhenOnlyReadIsDenied() {
    bench.cluster.withAcl(ORDERS, read("User:a"));
    bench.cluster.withAcl(ORDERS, deny("User:a", Operation.READ));

    assertThat(readers()).isEmpty();
    assertThat(who(Operation.DESCRIBE).holders()).hasSize(1);
  }

  @Test
  void namesEverybodyWithTheExceptions() {
    bench.cluster.withAcl(ORDERS, read("User:*"));
    bench.cluster.withAcl(ORDERS, deny("User:evil", Operation.READ));

    Answer answer = who(Operation.READ);

    assertThat(answer.holders().getFirst().principal()).isEqualTo("User:*");
    assertThat(answer.remarks()).contains("Every principal can, but for User:evil.");
  }

  @Test
  void respectsHosts() {
    var fromHome = new Acl("User:a", "10.0.0.1", Operation.READ, Permission.ALLOW);
    bench.cluster.withAcl(ORDERS, fromHome);
    bench.cluster.withAcl(ORDERS, read("User:b"));
    bench.cluster.withAcl(ORDERS, new Acl("User:b", "10.0.0.9", Operation.READ, Permission.DENY));
    bench.cluster.withAcl(ORDERS, new Acl("User:c", "10.0.0.9", Operation.READ, Permission.ALLOW));
    bench.cluster.withAcl(ORDERS, new Acl("User:c", "10.0.0.9", Operation.READ, Permission.DENY));

    List<Holder> holders = who(Operation.READ).holders();

    assertThat(holders).extracting(Holder::principal).containsExactly("User:a", "User:b");
    assertThat(holders.get(0).hosts()).containsExactly("10.0.0.1");
    assertThat(holders.get(1).exceptedHosts()).containsExactly("10.0.0.9");
  }

  @Test
  void tellsWhoReadsWithoutAGroup() {
    bench.cluster.withAcl(ORDERS, read("User:a"));
    bench.cluster.withAcl(ORDERS, read("User:b"));
    bench.cluster.withAcl(ORDERS, read("User:c"));
    bench.cluster.withAcl(groupAcls("b."), read("User:b"));
    bench.cluster.withAcl(groupAcls("c."), read("User:c"));
    bench.cluster.withAcl(groupAcls("c"), deny("User:c", Operation.READ));

    assertThat(who(Operation.READ).holders())
        .extracting(Holder::isTopicOnly)
        .containsExactly(true, false, true);
  }

  @Test
  void tellsManifestsFromShadows() {
    wanted
        .acls(ORDERS, read(Wanted.CONSUMER))
        .acls(groupAcls("billing.invoices."), Wanted.APPLICATION, read(Wanted.CONSUMER));
    bench.apply(wanted);
    bench.cluster.withAcl(ORDERS, read("User:shadow"));

    List<Holder> holders = who(Operation.READ).holders();

    assertThat(holders.get(0).application()).isEqualTo(Wanted.APPLICATION);
    assertThat(holders.get(0).isShadow()).isFalse();
    assertThat(holders.get(0).because().getFirst())
        .hasToString(
            "allow READ to User:billing.invoices on shop.orders.v1"
                + " (domains/shop/orders/product.yaml:3:5)");
    assertThat(holders.get(1).application()).isNull();
    assertThat(holders.get(1).isShadow()).isTrue();
    assertThat(holders.get(1).because().getFirst().toString()).endsWith("(not from a manifest)");
  }

  @Test
  void saysWhatBindingsDoNotTell() {
    assertThat(who(Operation.READ).remarks())
        .anySatisfy(remark -> assertThat(remark).contains("allow.everyone.if.no.acl.found"))
        .anySatisfy(remark -> assertThat(remark).contains("Super users"));
  }

  @Test
  void tellsWhatAPlanAmountsTo() {
    bench.apply(
        new Wanted().acls(ORDERS, read("User:leaves"), read("User:stays"), read("User:denied")));
    bench.cluster.withAcl(prefix("shop."), read("User:stays"));
    bench.cluster.withAcl(ORDERS, deny("User:denied", Operation.READ));
    wanted.acls(ORDERS, read("User:comes"), write("User:comes"));
    Prepared prepared = bench.plan(wanted);

    AccessChanges changes =
        AccessChanges.whatChanges(prepared.plan(), prepared.desired(), prepared.world());

    assertThat(changes.gained())
        .extracting(AccessChanges.Access::toString)
        .containsExactly(
            "User:comes READ shop.orders.v1 on onprem",
            "User:comes WRITE shop.orders.v1 on onprem");
    assertThat(changes.lost())
        .extracting(AccessChanges.Access::toString)
        .containsExactly("User:leaves READ shop.orders.v1 on onprem");
  }
}
