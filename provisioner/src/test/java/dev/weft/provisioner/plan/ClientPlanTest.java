// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import static dev.weft.provisioner.testing.Bench.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.resource.IdentitySnapshot;
import dev.weft.provisioner.resource.IdentitySnapshot.Secret;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.FakeCrash;
import dev.weft.provisioner.testing.FakeIdentity;
import dev.weft.provisioner.testing.Wanted;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ClientPlanTest {

  private static final String CLIENT = "billing.invoices";
  private static final ResourceKey.Client KEY = new ResourceKey.Client(CLIENT);
  private static final String MARK = "test application:billing/invoices";
  private static final Wanted WANTED = new Wanted().client(CLIENT, Wanted.APPLICATION);
  private static final Wanted NOTHING = new Wanted().quarantined(Wanted.PRODUCT);

  private final FakeIdentity identity = new FakeIdentity();
  private final Bench bench = new Bench().with(identity);

  private Plan plan(Wanted wanted) {
    return bench.plan(wanted).plan();
  }

  private IdentitySnapshot.Client client() {
    return Objects.requireNonNull(identity.clients().get(KEY));
  }

  private Owner owner() {
    return Objects.requireNonNull(bench.log.inventory().entries().get(KEY)).owner();
  }

  @Test
  void makesTheClientOfAnApplicationOnce() {
    assertThat(lines(plan(WANTED))).containsExactly("SAFE client:billing.invoices:create");

    assertThat(bench.apply(WANTED).exitCode()).isZero();

    assertThat(client().isEnabled()).isTrue();
    assertThat(owner()).isEqualTo(Wanted.APPLICATION);
    assertThat(plan(WANTED).isEmpty()).isTrue();
  }

  @Test
  void leavesClientsAloneWithoutAnIdentityProvider() {
    Prepared prepared = new Bench().plan(WANTED);

    assertThat(prepared.plan().changes()).isEmpty();
    assertThat(prepared.plan().held()).isEmpty();
    assertThat(prepared.exitCode()).isZero();
  }

  @Test
  void holdsItsClientsWhileTheProviderIsDown() {
    bench.apply(WANTED);
    identity.down(true);

    Prepared prepared = bench.plan(NOTHING);

    assertThat(prepared.exitCode()).isEqualTo(1);
    assertThat(prepared.errors())
        .containsExactly(
            "The identity provider could not be read: it is down. Logins of applications are left"
                + " alone.");
    assertThat(prepared.plan().changes()).isEmpty();
    assertThat(prepared.plan().held()).hasSize(1);
  }

  @Test
  void correctsWhatSomebodyChanged() {
    bench.apply(WANTED);
    identity.with(
        CLIENT,
        Map.of("enabled", "true", FakeIdentity.SCOPES, "basic", IdentitySnapshot.MARK, MARK),
        Secret.STORED);

    assertThat(lines(plan(WANTED))).containsExactly("SAFE client:billing.invoices:settings");
    bench.apply(WANTED);
    assertThat(client().settings().get(FakeIdentity.SCOPES)).isEqualTo("basic kafka");
  }

  @Test
  void makesADeletedClientAgain() {
    bench.apply(WANTED);
    identity.without(CLIENT);

    assertThat(lines(plan(WANTED))).containsExactly("SAFE client:billing.invoices:create");
  }

  @Test
  void renewsALostOrForeignSecretAndOnlyRewritesAnOutdatedOne() {
    bench.apply(WANTED);
    var settings = client().settings();

    identity.with(CLIENT, settings, Secret.MISSING);
    Plan lost = plan(WANTED);
    identity.with(CLIENT, settings, Secret.DIFFERENT);
    Plan foreign = plan(WANTED);
    identity.with(CLIENT, settings, Secret.OUTDATED);
    Plan outdated = plan(WANTED);

    assertThat(lines(lost)).containsExactly("DISRUPTIVE client:billing.invoices:secret");
    assertThat(lines(foreign)).containsExactly("DISRUPTIVE client:billing.invoices:secret");
    assertThat(lines(outdated)).containsExactly("SAFE client:billing.invoices:secret");
    assertThat(((Change.StoreSecret) lost.changes().getFirst().change()).isNew()).isTrue();
    assertThat(((Change.StoreSecret) outdated.changes().getFirst().change()).isNew()).isFalse();
  }

  @Test
  void shutsTheClientOfAnApplicationThatIsGoneAndOpensItAgain() {
    bench.apply(WANTED);

    assertThat(lines(plan(NOTHING))).containsExactly("DISRUPTIVE client:billing.invoices:settings");
    bench.apply(NOTHING);
    assertThat(client().isEnabled()).isFalse();
    assertThat(plan(NOTHING).isEmpty()).isTrue();

    assertThat(lines(plan(WANTED)))
        .containsExactly(
            "SAFE client:billing.invoices:settings", "DISRUPTIVE client:billing.invoices:secret");
    bench.apply(WANTED);
    assertThat(client().isEnabled()).isTrue();
    assertThat(plan(WANTED).isEmpty()).isTrue();
  }

  @Test
  void forgetsAClientThatSomebodyDeletedAndNobodyWants() {
    bench.apply(WANTED);
    identity.without(CLIENT);

    assertThat(lines(plan(NOTHING))).containsExactly("SAFE client:billing.invoices:forget");
  }

  @Test
  void blocksAClientOfSomebodyElse() {
    identity.with(CLIENT, Map.of("enabled", "true"), Secret.MISSING);

    assertThat(lines(plan(WANTED)))
        .containsExactly("OWNERSHIP! SAFE client:billing.invoices:create");
    bench.apply(WANTED);
    assertThat(client().settings()).isEqualTo(Map.of("enabled", "true"));
    assertThat(plan(NOTHING).changes()).isEmpty();
  }

  @Test
  void blocksAClientThatAnotherEnvironmentMade() {
    identity.with(
        CLIENT,
        Map.of("enabled", "true", IdentitySnapshot.MARK, "prod application:billing/invoices"),
        Secret.MISSING);

    assertThat(lines(plan(WANTED)))
        .containsExactly("OWNERSHIP! SAFE client:billing.invoices:create");
  }

  @Test
  void takesBackWhatBearsItsMarkAfterTheLogWasLost() {
    bench.apply(WANTED);
    var other = new Bench().with(identity);

    assertThat(lines(other.plan(WANTED).plan()))
        .containsExactly("SAFE client:billing.invoices:adopt");
    other.apply(WANTED);
    assertThat(other.plan(WANTED).plan().isEmpty()).isTrue();
  }

  @Test
  void ownsWhatAnInterruptedRunMade() {
    identity.crashing();
    assertThatThrownBy(() -> bench.apply(WANTED)).isInstanceOf(FakeCrash.class);

    bench.apply(WANTED);

    assertThat(plan(WANTED).isEmpty()).isTrue();
    assertThat(bench.log.inventory().pending()).isEmpty();
  }

  @Test
  void holdsTheClientOfABrokenManifest() {
    bench.apply(WANTED);

    Plan plan = plan(new Wanted().quarantined(Wanted.APPLICATION));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.held()).hasSize(1);
  }

  @Test
  void movesToAnotherOwner() {
    bench.apply(WANTED);
    var other = new Owner(Owner.Kind.APPLICATION, "billing", "invoicing");
    var moved = new Wanted().client(CLIENT, other);

    assertThat(lines(plan(moved)))
        .containsExactly(
            "SAFE client:billing.invoices:adopt", "SAFE client:billing.invoices:settings");
    bench.apply(moved);
    assertThat(owner()).isEqualTo(other);
  }

  @Test
  void rotatesASecretOnlyWhenSomebodyAsksAndTouchesNothingElse() {
    Wanted more = new Wanted().client(CLIENT, Wanted.APPLICATION).topic("orders.v1", 1);
    bench.apply(WANTED);

    Plan plan = bench.planRotation(more, KEY).plan();

    assertThat(lines(plan)).containsExactly("SAFE client:billing.invoices:secret");
    assertThat(how(plan)).isEqualTo(Change.StoreSecret.How.BESIDE);
    assertThat(plan(WANTED).isEmpty()).isTrue();
  }

  @Test
  void endsTheOldSecretWhenItsTimeIsOverAndNotBefore() {
    bench.apply(WANTED);
    bench.apply(bench.planRotation(WANTED, KEY));
    Plan meanwhile = plan(WANTED);
    identity.overlapOver();

    Plan after = plan(WANTED);
    bench.apply(WANTED);

    assertThat(meanwhile.isEmpty()).isTrue();
    assertThat(how(after)).isEqualTo(Change.StoreSecret.How.END);
    assertThat(plan(WANTED).isEmpty()).isTrue();
  }

  @Test
  void warnsWhenAnotherRotationEndsASecretThatIsStillGood() {
    bench.apply(WANTED);
    bench.apply(bench.planRotation(WANTED, KEY));

    assertThat(lines(bench.planRotation(WANTED, KEY).plan()))
        .containsExactly("DISRUPTIVE client:billing.invoices:secret");
  }

  @Test
  void replacesALostSecretInsteadOfRotatingIt() {
    bench.apply(WANTED);
    identity.with(CLIENT, client().settings(), Secret.MISSING);

    assertThat(how(bench.planRotation(WANTED, KEY).plan())).isEqualTo(Change.StoreSecret.How.NEW);
  }

  private static Change.StoreSecret.How how(Plan plan) {
    return ((Change.StoreSecret) plan.changes().getFirst().change()).how();
  }
}
