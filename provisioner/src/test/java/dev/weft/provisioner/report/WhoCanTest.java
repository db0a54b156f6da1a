// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.mesh.Budget;
import dev.weft.provisioner.access.Answer;
import dev.weft.provisioner.access.Directory;
import dev.weft.provisioner.access.EffectiveAccess;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Acl.Operation;
import dev.weft.provisioner.resource.Acl.Permission;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class WhoCanTest {

  static final ResourceKey.Topic TOPIC = new ResourceKey.Topic("onprem", "orders.orders.v1");

  static ClusterSnapshot cluster() {
    return new ClusterSnapshot(
        "onprem",
        "id",
        1,
        Instant.EPOCH,
        Map.of(TOPIC.name(), new ClusterSnapshot.Topic("t", 1, 1, false, Map.of())),
        Map.of(
            set(AclSet.Pattern.LITERAL, TOPIC.name()),
            Set.of(
                Acl.allow("User:reader", Operation.READ),
                Acl.allow("User:writer", Operation.WRITE),
                Acl.allow("User:banned", Operation.ALL),
                Acl.allow("User:half", Operation.READ)),
            set(AclSet.Pattern.PREFIXED, "orders."),
            Set.of(
                Acl.allow("User:team", Operation.READ),
                new Acl("User:half", "10.0.0.1", Operation.READ, Permission.DENY)),
            set(AclSet.Pattern.LITERAL, "*"),
            Set.of(new Acl("User:banned", "*", Operation.ALL, Permission.DENY)),
            set(AclSet.Pattern.LITERAL, "orders.orders"),
            Set.of(Acl.allow("User:other", Operation.READ))),
        Map.of());
  }

  private static AclSet set(AclSet.Pattern pattern, String name) {
    return new AclSet("onprem", AclSet.Type.TOPIC, pattern, name);
  }

  static Answer answer(Operation operation) {
    var desired =
        new DesiredState(
            "dev", new TreeMap<>(), new TreeMap<>(), Set.of(), Set.of(), Set.of(), Budget.DEFAULT);
    return new EffectiveAccess(cluster(), new Directory(desired)).whoCan(operation, TOPIC.name());
  }

  @Test
  void namesTheBindings() {
    assertThat(WhoCan.text(answer(Operation.READ), Look.PLAIN))
        .contains(
            "User:team by no manifest", "allow READ to User:team on orders.*", "not from 10.0.0.1")
        .doesNotContain("User:banned by", "User:other");
  }

  @Test
  void saysWhenNobodyCan() {
    var nobody = new Answer("onprem", "x", Operation.READ, List.of(), List.of());

    assertThat(WhoCan.text(nobody, Look.PLAIN))
        .isEqualTo("Who can read topic x on onprem\n  nobody\n");
  }
}
