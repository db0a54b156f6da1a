// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import static dev.weft.provisioner.testing.Bench.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.ScramSnapshot.Standard;
import dev.weft.provisioner.scram.ScramUsers;
import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.FakeAccounts;
import dev.weft.provisioner.testing.FakeCrash;
import dev.weft.provisioner.testing.MemorySink;
import dev.weft.provisioner.testing.Wanted;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScramPlanTest {

  private static final String USER = "billing.invoices";
  private static final String FILE = "billing.invoices.onprem";
  private static final String BIG = "SCRAM-SHA-512";
  private static final String SMALL = "SCRAM-SHA-256";
  private static final Duration OVERLAP = Duration.ofHours(24);
  private static final ResourceKey.ScramUser KEY = new ResourceKey.ScramUser(Wanted.CLUSTER, USER);
  private static final Wanted WANTED = new Wanted().scramUser(USER, Wanted.APPLICATION);

  private final FakeAccounts accounts = new FakeAccounts();
  private final MemorySink sink = new MemorySink();
  private int made;
  private final Bench bench = new Bench().with(driver(List.of(BIG, SMALL), 8192, Map.of()));

  private ScramUsers driver(List<String> mechanisms, int iterations, Map<String, String> more) {
    return new ScramUsers(
        accounts,
        sink,
        more,
        new Standard(mechanisms, iterations, OVERLAP),
        () -> "secret-" + ++made);
  }

  private Plan plan(Wanted wanted) {
    return bench.plan(wanted).plan();
  }

  /// What the application was handed.
  private record Login(String mechanism, String secret) {}

  private Login handed() {
    SortedMap<String, String> properties = sink.read(FILE).orElseThrow();
    String jaas = Objects.requireNonNull(properties.get("sasl.jaas.config"));
    return new Login(
        Objects.requireNonNull(properties.get("sasl.mechanism")),
        jaas.replaceAll(".*password=\"|\";", ""));
  }

  private boolean isLetIn(Login login) {
    return accounts.letsIn(USER, login.mechanism(), login.secret());
  }

  @Test
  void makesTheUserOfAnApplicationOnce() {
    assertThat(lines(plan(WANTED))).containsExactly("SAFE scram:onprem:billing.invoices:create");

    assertThat(bench.apply(WANTED).exitCode()).isZero();

    assertThat(handed()).isEqualTo(new Login(BIG, "secret-1"));
    assertThat(isLetIn(handed())).isTrue();
    assertThat(bench.log.inventory().entries().get(KEY)).isNotNull();
    assertThat(plan(WANTED).isEmpty()).isTrue();
  }

  @Test
  void leavesUsersAloneWhereNobodySaidThatApplicationsLogInByScram() {
    Prepared prepared = new Bench().plan(WANTED);

    assertThat(prepared.plan().changes()).isEmpty();
    assertThat(prepared.plan().held()).isEmpty();
    assertThat(prepared.exitCode()).isZero();
  }

  @Test
  void holdsItsUsersWhileTheyCannotBeRead() {
    bench.apply(WANTED);
    accounts.down(true);

    Prepared prepared = bench.plan(Wanted.nothingHere());

    assertThat(prepared.exitCode()).isEqualTo(1);
    assertThat(prepared.errors())
        .containsExactly(
            "The SCRAM users of cluster `onprem` could not be read: it is down. They are left alone.");
    assertThat(prepared.plan().changes()).isEmpty();
    assertThat(prepared.plan().held()).hasSize(1);
  }

  @Test
  void leavesAUserAloneThatSomebodyElseMade() {
    accounts.with(USER, BIG, 4096, "theirs");

    assertThat(lines(plan(WANTED)))
        .containsExactly("OWNERSHIP! SAFE scram:onprem:billing.invoices:create");
    bench.apply(WANTED);

    assertThat(isLetIn(new Login(BIG, "theirs"))).isTrue();
    assertThat(plan(Wanted.nothingHere()).changes()).isEmpty();
  }

  @Test
  void doesNotWriteOverAUserThatSomebodyMadeSinceThePlan() {
    Prepared prepared = bench.plan(WANTED);
    accounts.with(USER, BIG, 4096, "theirs");

    assertThat(bench.apply(prepared).exitCode()).isEqualTo(1);

    assertThat(isLetIn(new Login(BIG, "theirs"))).isTrue();
    assertThat(sink.read(FILE)).isEmpty();
    assertThat(lines(plan(WANTED)))
        .containsExactly("OWNERSHIP! SAFE scram:onprem:billing.invoices:create");
  }

  @Test
  void givesARemovedUserItsSecretBack() {
    bench.apply(WANTED);
    Login before = handed();
    accounts.without(USER);

    assertThat(lines(plan(WANTED))).containsExactly("SAFE scram:onprem:billing.invoices:secret");
    bench.apply(WANTED);

    assertThat(handed()).isEqualTo(before);
    assertThat(isLetIn(before)).isTrue();
    assertThat(plan(WANTED).isEmpty()).isTrue();
  }

  @Test
  void setsACredentialBackWhoseIterationsSomebodyChanged() {
    bench.apply(WANTED);
    Login before = handed();
    accounts.with(USER, BIG, 4096, "theirs");

    Plan plan = plan(WANTED);
    bench.apply(WANTED);

    assertThat(lines(plan)).containsExactly("DISRUPTIVE scram:onprem:billing.invoices:secret");
    assertThat(plan.changes().getFirst().reason())
        .isEqualTo("Somebody wrote another credential: it has 4096 iterations instead of 8192.");
    assertThat(isLetIn(before)).isTrue();
    assertThat(plan(WANTED).isEmpty()).isTrue();
  }

  /// Kafka tells nobody a secret: the docs say so, too.
  @Test
  void doesNotNoticeAnotherSecretWithTheSameIterations() {
    bench.apply(WANTED);
    accounts.with(USER, BIG, 8192, "theirs");

    assertThat(plan(WANTED).isEmpty()).isTrue();
  }

  @Test
  void endsACredentialThatSomebodyAdded() {
    bench.apply(WANTED);
    accounts.with(USER, SMALL, 4096, "theirs");

    assertThat(lines(plan(WANTED)))
        .containsExactly("SAFE scram:onprem:billing.invoices:end-secret");
    bench.apply(WANTED);

    assertThat(isLetIn(new Login(SMALL, "theirs"))).isFalse();
    assertThat(isLetIn(handed())).isTrue();
  }

  @Test
  void givesANewSecretWhenTheOldOneWasLost() throws IOException {
    bench.apply(WANTED);
    Login lost = handed();
    sink.remove(FILE);

    assertThat(lines(plan(WANTED)))
        .containsExactly("DISRUPTIVE scram:onprem:billing.invoices:secret");
    bench.apply(WANTED);

    assertThat(isLetIn(lost)).isFalse();
    assertThat(isLetIn(handed())).isTrue();
    assertThat(plan(WANTED).isEmpty()).isTrue();
  }

  @Test
  void hashesTheSameSecretAgainWhenTheEnvironmentWantsMoreIterations() {
    bench.apply(WANTED);
    Login before = handed();
    bench.with(driver(List.of(BIG, SMALL), 16_384, Map.of()));

    assertThat(lines(plan(WANTED))).containsExactly("SAFE scram:onprem:billing.invoices:secret");
    bench.apply(WANTED);

    assertThat(handed()).isEqualTo(before);
    assertThat(isLetIn(before)).isTrue();
    assertThat(plan(WANTED).isEmpty()).isTrue();
  }

  @Test
  void handsOverOtherSettingsWithTheSameSecret() {
    bench.apply(WANTED);
    Login before = handed();
    bench.with(driver(List.of(BIG, SMALL), 8192, Map.of("bootstrap.servers", "elsewhere:9092")));

    bench.apply(WANTED);

    assertThat(sink.read(FILE).orElseGet(TreeMap::new))
        .containsEntry("bootstrap.servers", "elsewhere:9092");
    assertThat(handed()).isEqualTo(before);
    assertThat(plan(WANTED).isEmpty()).isTrue();
  }

  @Test
  void keepsTheOldSecretGoodUntilItsTimeIsOver() {
    bench.apply(WANTED);
    Login old = handed();

    Prepared rotation = bench.planRotation(WANTED, KEY);
    bench.apply(rotation);

    Login fresh = handed();
    assertThat(lines(rotation.plan())).containsExactly("SAFE scram:onprem:billing.invoices:secret");
    assertThat(fresh).isEqualTo(new Login(SMALL, "secret-2"));
    assertThat(isLetIn(old)).isTrue();
    assertThat(isLetIn(fresh)).isTrue();
    bench.pass(OVERLAP.minusSeconds(1));
    assertThat(plan(WANTED).isEmpty()).isTrue();

    bench.pass(Duration.ofSeconds(2));
    assertThat(lines(plan(WANTED)))
        .containsExactly("SAFE scram:onprem:billing.invoices:end-secret");
    bench.apply(WANTED);
    assertThat(isLetIn(old)).isFalse();
    assertThat(isLetIn(fresh)).isTrue();
    assertThat(plan(WANTED).isEmpty()).isTrue();
  }

  @Test
  void rotatesBackAndWarnsWhenThatEndsASecretThatIsStillGood() {
    bench.apply(WANTED);
    bench.apply(bench.planRotation(WANTED, KEY));

    assertThat(lines(bench.planRotation(WANTED, KEY).plan()))
        .containsExactly("DISRUPTIVE scram:onprem:billing.invoices:secret");
    bench.pass(OVERLAP.plusSeconds(1));
    bench.apply(WANTED);
    bench.apply(bench.planRotation(WANTED, KEY));
    assertThat(handed()).isEqualTo(new Login(BIG, "secret-3"));
  }

  @Test
  void rotatesWithoutOverlapWhereThereIsOneMechanismAndSaysSo() {
    bench.with(driver(List.of(SMALL), 8192, Map.of()));
    bench.apply(WANTED);
    Login old = handed();

    Prepared rotation = bench.planRotation(WANTED, KEY);
    bench.apply(rotation);

    assertThat(lines(rotation.plan()))
        .containsExactly("DISRUPTIVE scram:onprem:billing.invoices:secret");
    assertThat(isLetIn(old)).isFalse();
    assertThat(isLetIn(handed())).isTrue();
  }

  @Test
  void movesToAnotherMechanismWithOverlap() {
    bench.apply(WANTED);
    Login old = handed();
    bench.with(driver(List.of(SMALL), 8192, Map.of()));

    bench.apply(WANTED);

    assertThat(handed().mechanism()).isEqualTo(SMALL);
    assertThat(isLetIn(old)).isTrue();
    assertThat(plan(WANTED).isEmpty()).isTrue();
    bench.pass(OVERLAP.plusSeconds(1));
    bench.apply(WANTED);
    assertThat(isLetIn(old)).isFalse();
  }

  @Test
  void removesTheUserOfAnApplicationThatIsGone() {
    bench.apply(WANTED);
    bench.apply(bench.planRotation(WANTED, KEY));

    assertThat(lines(plan(Wanted.nothingHere())))
        .containsExactly("DISRUPTIVE scram:onprem:billing.invoices:remove");
    bench.apply(Wanted.nothingHere());

    assertThat(accounts.credentials(Set.of(USER))).isEmpty();
    assertThat(sink.read(FILE)).isEmpty();
    assertThat(bench.log.inventory().entries()).doesNotContainKey(KEY);
    assertThat(plan(Wanted.nothingHere()).isEmpty()).isTrue();
  }

  @Test
  void emptiesTheStoreOfAUserThatSomebodyRemovedAndNobodyWants() {
    bench.apply(WANTED);
    accounts.without(USER);

    bench.apply(Wanted.nothingHere());

    assertThat(sink.read(FILE)).isEmpty();
    assertThat(plan(Wanted.nothingHere()).isEmpty()).isTrue();
  }

  @Test
  void keepsTheUserAsLongAsItHasRights() {
    Wanted both =
        new Wanted()
            .scramUser(USER, Wanted.APPLICATION)
            .topic("orders.v1", 1)
            .acls(Wanted.topicAcls("orders.v1"), Wanted.read(Wanted.CONSUMER));
    bench.apply(both);

    Plan gone = plan(Wanted.nothingHere());
    Plan ended = plan(new Wanted().topic("orders.v1", 1));

    // The topic is on its way out, and its readers with it.
    assertThat(lines(gone)).noneMatch(line -> line.contains("scram:"));
    assertThat(gone.held())
        .anyMatch(remark ->
            remark.resource().equals(KEY)
                && remark
                    .message()
                    .equals("Stays for now: it still has rights on what is on its way out."));
    assertThat(lines(ended))
        .containsSubsequence(
            "DISRUPTIVE acl:onprem:topic:orders.v1:remove",
            "DISRUPTIVE scram:onprem:billing.invoices:remove");
    assertThat(ended.changes().getLast().after())
        .containsExactly("acl:onprem:topic:orders.v1:remove");
  }

  @Test
  void holdsTheUserOfABrokenManifest() {
    bench.apply(WANTED);

    Plan plan = plan(new Wanted().quarantined(Wanted.APPLICATION));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.held()).hasSize(1);
  }

  @Test
  void movesToAnotherOwner() {
    bench.apply(WANTED);
    var other = new Owner(Owner.Kind.APPLICATION, "billing", "invoicing");
    var moved = new Wanted().scramUser(USER, other);

    assertThat(lines(plan(moved)))
        .containsExactly(
            "SAFE scram:onprem:billing.invoices:adopt",
            "DISRUPTIVE scram:onprem:billing.invoices:secret");
    bench.apply(moved);
    assertThat(plan(moved).isEmpty()).isTrue();
    assertThat(sink.read("billing.invoicing.onprem")).isPresent();
  }

  @Test
  void ownsWhatAnInterruptedRunMade() {
    accounts.crashing();
    assertThatThrownBy(() -> bench.apply(WANTED)).isInstanceOf(FakeCrash.class);

    bench.apply(WANTED);

    assertThat(isLetIn(handed())).isTrue();
    assertThat(plan(WANTED).isEmpty()).isTrue();
    assertThat(bench.log.inventory().pending()).isEmpty();
  }

  @Test
  void keepsTheSecretThatWasHandedOverRightBeforeARunWasInterrupted() {
    sink.crashing();
    assertThatThrownBy(() -> bench.apply(WANTED)).isInstanceOf(FakeCrash.class);
    Login handed = handed();

    bench.apply(WANTED);

    assertThat(handed()).isEqualTo(handed);
    assertThat(isLetIn(handed)).isTrue();
    assertThat(plan(WANTED).isEmpty()).isTrue();
  }

  @Test
  void endsTheSecretOfARotationThatWasInterrupted() {
    bench.apply(WANTED);
    Login old = handed();
    Prepared rotation = bench.planRotation(WANTED, KEY);
    accounts.crashing();
    assertThatThrownBy(() -> bench.apply(rotation)).isInstanceOf(FakeCrash.class);

    bench.apply(WANTED);

    assertThat(handed()).isEqualTo(old);
    assertThat(isLetIn(old)).isTrue();
    assertThat(isLetIn(new Login(SMALL, "secret-2"))).isFalse();
    assertThat(plan(WANTED).isEmpty()).isTrue();
  }

  @Test
  void keepsBothSecretsOfARotationThatWasInterruptedAtItsEnd() {
    bench.apply(WANTED);
    Login old = handed();
    Prepared rotation = bench.planRotation(WANTED, KEY);
    sink.crashing();
    assertThatThrownBy(() -> bench.apply(rotation)).isInstanceOf(FakeCrash.class);

    bench.apply(WANTED);

    assertThat(isLetIn(old)).isTrue();
    assertThat(isLetIn(handed())).isTrue();
    bench.pass(OVERLAP.plusSeconds(1));
    bench.apply(WANTED);
    assertThat(isLetIn(old)).isFalse();
    assertThat(isLetIn(handed())).isTrue();
  }

  @Test
  void takesNoSecretForGoodThatAnInterruptedReplacementMadeWorthless() throws IOException {
    bench.apply(WANTED);
    bench.with(driver(List.of(BIG), 8192, Map.of()));
    Prepared rotation = bench.planRotation(WANTED, KEY);
    accounts.crashing();
    assertThatThrownBy(() -> bench.apply(rotation)).isInstanceOf(FakeCrash.class);

    bench.apply(WANTED);

    assertThat(isLetIn(handed())).isTrue();
    assertThat(plan(WANTED).isEmpty()).isTrue();
  }

  @Test
  void makesNoUserWhoseSecretNobodyCouldBeHanded() {
    sink.readOnly(true);

    assertThat(bench.apply(WANTED).exitCode()).isEqualTo(1);

    assertThat(accounts.credentials(Set.of(USER))).isEmpty();
  }

  @Test
  void showsNoSecret() {
    Prepared prepared = bench.plan(WANTED);
    String report = bench.apply(prepared).toString();

    assertThat(prepared.toString() + report + bench.log.inventory())
        .doesNotContain(handed().secret());
  }
}
