// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import static dev.weft.provisioner.testing.Wanted.read;
import static dev.weft.provisioner.testing.Wanted.topicAcls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.diagnostic.Location;
import dev.weft.provisioner.plan.PlannedChange.Cause;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.Wanted;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What policies forbid is planned, blocked and told; everything else goes on.
class PolicyPlanTest {

  private static final AclSet ORDERS = topicAcls("orders");
  private static final Owner OTHER = new Owner(Owner.Kind.PRODUCT, "shop", "stock");
  private static final Location DESK = new Location("domains/shop/orders/access/desk.yaml", 1, 1);
  private static final Location LATE = new Location("domains/shop/orders/access/late.yaml", 1, 1);
  private static final Verdict BLOCKED =
      new Verdict.Blocked(Cause.POLICY, "The policy `x` forbids it.", "keep the policy");

  private final Bench bench = new Bench();

  private Plan plan(Wanted wanted) {
    return bench.plan(wanted).plan();
  }

  private Set<Acl> seen() {
    return bench.cluster.observe().acls().getOrDefault(ORDERS, Set.of());
  }

  @Test
  void blocksOneProductAndLetsOthersGoOn() {
    Wanted wanted =
        new Wanted()
            .topic("orders", 1)
            .topic(Wanted.CLUSTER, "stock", OTHER, 1)
            .forbidden(Wanted.PRODUCT, "The policy `x` forbids it.");

    Plan plan = plan(wanted);

    assertThat(plan.changes()).hasSize(2);
    for (PlannedChange planned : plan.changes()) {
      boolean isOthers = planned.owner().equals(OTHER);
      assertThat(planned.verdict()).isEqualTo(isOthers ? new Verdict.Allowed() : BLOCKED);
    }
    assertThat(bench.plan(wanted).exitCode()).isEqualTo(3);
  }

  @Test
  void leavesWhatExistsOfABlockedProductAsItIs() {
    bench.apply(new Wanted().topic("orders", 1, "retention.ms=1000"));
    Wanted wanted =
        new Wanted()
            .topic("orders", 3, "retention.ms=2000")
            .forbidden(Wanted.PRODUCT, "The policy `x` forbids it.");

    bench.apply(wanted);

    var topic = bench.cluster.observe().topics().get("orders");
    assertThat(topic).isNotNull();
    assertThat(topic.partitions()).isEqualTo(1);
    assertThat(plan(wanted).changes()).extracting(PlannedChange::verdict).containsOnly(BLOCKED);
  }

  @Test
  void takesRightsAwayAlsoFromABlockedProduct() {
    bench.apply(new Wanted().acls(ORDERS, read("User:gone"), read("User:stays")));

    Plan plan =
        plan(
            new Wanted()
                .acls(ORDERS, read("User:stays"))
                .forbidden(Wanted.PRODUCT, "The policy `x` forbids it."));

    assertThat(plan.changes())
        .singleElement()
        .satisfies(planned -> {
          assertThat(planned.change()).isInstanceOf(Change.RemoveAcls.class);
          assertThat(planned.verdict()).isEqualTo(new Verdict.Allowed());
        });
  }

  @Test
  void writesNoRightThatOnlyAForbiddenGrantAsksFor() {
    Wanted wanted =
        new Wanted()
            .topic("orders", 1)
            .granted(ORDERS, DESK, read("User:desk"))
            .granted(ORDERS, LATE, read("User:late"))
            .granted(ORDERS, DESK, read("User:both"))
            .granted(ORDERS, LATE, read("User:both"))
            .forbidden(LATE, "The policy `x` forbids it.");

    bench.apply(wanted);

    assertThat(seen()).containsExactlyInAnyOrder(read("User:desk"), read("User:both"));
    assertThat(plan(wanted).changes())
        .singleElement()
        .satisfies(planned -> {
          assertThat(planned.verdict()).isEqualTo(BLOCKED);
          assertThat(planned.causes()).containsExactly(LATE);
        });
  }

  @Test
  void keepsARightThatExistsWhenItsGrantIsForbiddenLater() {
    bench.apply(new Wanted().topic("orders", 1).granted(ORDERS, LATE, read("User:late")));

    Wanted wanted =
        new Wanted()
            .topic("orders", 1)
            .granted(ORDERS, LATE, read("User:late"))
            .forbidden(LATE, "The policy `x` forbids it.");
    bench.apply(wanted);

    assertThat(seen()).containsExactly(read("User:late"));
    assertThat(plan(wanted).changes()).isEmpty();
  }
}
