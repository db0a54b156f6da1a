// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import static dev.weft.provisioner.testing.Bench.lines;
import static dev.weft.provisioner.testing.Wanted.groupAcls;
import static dev.weft.provisioner.testing.Wanted.read;
import static dev.weft.provisioner.testing.Wanted.topicAcls;
import static dev.weft.provisioner.testing.Wanted.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.mesh.Budget;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.Wanted;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AclPlanTest {

  private static final AclSet ORDERS = topicAcls("orders");

  private final Bench bench = new Bench();

  private Plan plan(Wanted wanted) {
    return bench.plan(wanted).plan();
  }

  private Set<Acl> seen() {
    return bench.cluster.observe().acls().getOrDefault(ORDERS, Set.of());
  }

  @Test
  void addsBindingsAfterTheirTopic() {
    Plan plan = plan(new Wanted().topic("orders", 1).acls(ORDERS, read("User:a")));

    assertThat(lines(plan))
        .containsExactly("SAFE topic:onprem:orders:create", "SAFE acl:onprem:topic:orders:add");
    assertThat(plan.changes().get(1).after()).containsExactly("topic:onprem:orders:create");
    assertThat(plan.changes().get(1).causes()).hasSize(1);
  }

  @Test
  void addsBeforeItRemoves() {
    bench.apply(new Wanted().acls(ORDERS, write("User:old")));

    Plan plan = plan(new Wanted().acls(ORDERS, write("User:new")));

    assertThat(lines(plan))
        .containsExactly(
            "SAFE acl:onprem:topic:orders:add", "DISRUPTIVE acl:onprem:topic:orders:remove");
    assertThat(plan.changes().get(1).evidence())
        .containsExactly("These principals lose rights: User:old");
  }

  @Test
  void leavesBindingThatStoodThereBefore() {
    bench.cluster.withAcl(ORDERS, read("User:a"));
    var wanted = new Wanted().acls(ORDERS, read("User:a"), read("User:b"));

    assertThat(plan(wanted).notes().getFirst().message())
        .isEqualTo(
            "Stood there before and is not ours: `allow READ to User:a`. It will stay when its"
                + " manifest ends.");
    bench.apply(wanted);
    bench.apply(Wanted.nothingHere());
    assertThat(seen()).containsExactly(read("User:a"));
  }

  @Test
  void adoptsEqualBindings() {
    bench.cluster.withAcl(ORDERS, read("User:a"));
    var wanted = new Wanted().adopting().acls(ORDERS, read("User:a"));

    assertThat(lines(plan(wanted))).containsExactly("SAFE acl:onprem:topic:orders:adopt");
    bench.apply(wanted);
    bench.apply(Wanted.nothingHere());
    assertThat(seen()).isEmpty();
  }

  @Test
  void removesOnlyItsOwnBindings() {
    bench.apply(new Wanted().acls(ORDERS, read("User:a")));
    bench.cluster.withAcl(ORDERS, Wanted.deny("User:evil", Acl.Operation.READ));

    Plan plan = plan(Wanted.nothingHere());

    assertThat(((Change.RemoveAcls) plan.changes().getFirst().change()).acls())
        .containsExactly(read("User:a"));
  }

  @Test
  void forgetsBindingsThatSomebodyRemovedAndNobodyWants() {
    bench.apply(new Wanted().acls(ORDERS, read("User:a"), read("User:b")));
    bench.cluster.withoutAcl(ORDERS, read("User:a"));
    bench.pass(Duration.ofMinutes(1));

    assertThat(lines(plan(new Wanted().acls(ORDERS, read("User:b")))))
        .containsExactly("SAFE acl:onprem:topic:orders:adopt");
    bench.cluster.withoutAcl(ORDERS, read("User:b"));
    assertThat(lines(plan(Wanted.nothingHere())))
        .containsExactly("SAFE acl:onprem:topic:orders:forget");
  }

  /// The broker that was asked may be behind; to take it away once too often does no harm.
  @Test
  void takesAwayWhatItGaveAMomentAgoAlsoWhenItDoesNotSeeIt() {
    bench.apply(new Wanted().acls(ORDERS, read("User:a"), read("User:b")));
    bench.cluster.withoutAcl(ORDERS, read("User:a"));

    assertThat(lines(plan(new Wanted().acls(ORDERS, read("User:b")))))
        .containsExactly("DISRUPTIVE acl:onprem:topic:orders:remove");
    bench.apply(new Wanted().acls(ORDERS, read("User:b")));
    assertThat(plan(new Wanted().acls(ORDERS, read("User:b"))).changes()).isEmpty();
  }

  @Test
  void addsAgainWhatSomebodyRemoved() {
    var wanted = new Wanted().acls(ORDERS, read("User:a"));
    bench.apply(wanted);
    bench.cluster.withoutAcl(ORDERS, read("User:a"));

    assertThat(plan(wanted).changes().getFirst().reason())
        .isEqualTo("Somebody removed bindings that manifests want.");
  }

  @Test
  void tellsOfDenialsThatDefeatWhatIsWanted() {
    bench.cluster.withAcl(ORDERS, Wanted.deny("User:a", Acl.Operation.READ));
    bench.cluster.withAcl(
        new AclSet("onprem", AclSet.Type.TOPIC, AclSet.Pattern.PREFIXED, "ord"),
        Wanted.deny("User:*", Acl.Operation.ALL));
    bench.cluster.withAcl(topicAcls("*"), Wanted.deny("User:b", Acl.Operation.WRITE));

    Plan plan = plan(new Wanted().acls(ORDERS, read("User:a"), read("User:b")));

    assertThat(plan.notes().stream().map(Plan.Remark::message))
        .containsExactly(
            "Somebody else's `deny ALL to User:*` on `ord*` beats the wanted `allow READ to"
                + " User:a`.",
            "Somebody else's `deny ALL to User:*` on `ord*` beats the wanted `allow READ to"
                + " User:b`.",
            "Somebody else's `deny READ to User:a` on `orders` beats the wanted `allow READ to"
                + " User:a`.");
  }

  @Test
  void needsAnApprovalForMoreRevokesThanTheBudgetAllows() {
    bench.apply(new Wanted().acls(ORDERS, read("User:a"), read("User:b")));
    var wanted = Wanted.nothingHere().budget(new Budget(0, 1, 1000, 20));

    Plan plan = plan(wanted);

    assertThat(lines(plan)).containsExactly("approval? DISRUPTIVE acl:onprem:topic:orders:remove");
    assertThat(((Verdict.NeedsApproval) plan.changes().getFirst().verdict()).why())
        .isEqualTo("the plan removes 2 ACL bindings, and one run may remove 1");
    assertThat(lines(plan(Wanted.nothingHere().budget(new Budget(0, 2, 1000, 20)))))
        .containsExactly("DISRUPTIVE acl:onprem:topic:orders:remove");
  }

  @Test
  void holdsBindingsOfBrokenManifests() {
    var wanted =
        new Wanted()
            .acls(ORDERS, read("User:a"), read(Wanted.CONSUMER))
            .acls(groupAcls("billing.invoices."), Wanted.APPLICATION, read(Wanted.CONSUMER));
    bench.apply(wanted);

    Plan brokenConsumer =
        plan(
            new Wanted()
                .acls(ORDERS, read("User:a"))
                .quarantined(Wanted.APPLICATION)
                .quarantinedPrincipal("User:guessed.wrongly"));
    assertThat(brokenConsumer.changes()).isEmpty();
    assertThat(brokenConsumer.held()).hasSize(2);

    Plan brokenProduct = plan(new Wanted().quarantined(Wanted.PRODUCT));
    assertThat(brokenProduct.changes()).isEmpty();
    assertThat(brokenProduct.held().stream().map(Plan.Remark::message))
        .containsExactly(
            "Left alone, because a manifest that decides about it is broken: `allow READ to"
                + " User:billing.invoices`.",
            "Left alone: the manifest of its owner is broken.");

    Plan newGrant =
        plan(
            new Wanted()
                .acls(ORDERS, read("User:a"), read(Wanted.CONSUMER), write("User:bad"))
                .acls(groupAcls("billing.invoices."), Wanted.APPLICATION, read(Wanted.CONSUMER))
                .quarantinedPrincipal("User:bad"));
    assertThat(newGrant.changes()).isEmpty();
  }

  @Test
  void holdsImportedBindingsThatNoApplyHasWanted() {
    bench.cluster.withAcl(ORDERS, read("User:a"));
    bench.log.withEntry(
        new Inventory.Entry(
            ORDERS,
            Wanted.PRODUCT,
            null,
            false,
            new java.util.TreeMap<>(),
            new TreeSet<>(Set.of(read("User:a"))),
            Inventory.Origin.IMPORTED,
            "r0",
            Bench.NOW));

    assertThat(plan(Wanted.nothingHere()).changes()).isEmpty();
    assertThat(plan(Wanted.nothingHere()).held().getFirst().message()).startsWith("Imported");

    var wanted = new Wanted().acls(ORDERS, read("User:a"));
    assertThat(plan(wanted).changes()).isEmpty();
    bench.apply(wanted);
    assertThat(lines(plan(Wanted.nothingHere())))
        .containsExactly("DISRUPTIVE acl:onprem:topic:orders:remove");
  }
}
