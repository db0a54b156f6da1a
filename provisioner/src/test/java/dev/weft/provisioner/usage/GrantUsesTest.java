// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.GrantUse;
import dev.weft.model.event.PortTraffic;
import dev.weft.model.event.StatusDocument;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.Property;
import dev.weft.provisioner.driver.UseReader.Extent;
import dev.weft.provisioner.driver.UseReader.Place;
import dev.weft.provisioner.driver.UseReader.TopicUse;
import dev.weft.provisioner.log.DocumentChanges;
import dev.weft.provisioner.log.Documents;
import dev.weft.provisioner.usage.GrantUses.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrantUsesTest {

  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

  private final EnvironmentMesh mesh =
      Objects.requireNonNull(
          MeshLoader.load(GeneratedMesh.of(GeneratedMesh.Size.SMALL, 1).tree())
              .resolve("dev", GeneratedMesh.TODAY)
              .mesh());
  private final Grant grant =
      mesh.grants().stream()
          .filter(each -> each.state() == Grant.State.ACTIVE)
          .findFirst()
          .orElseThrow();
  private final String id = grant.product() + "/" + grant.name();
  private final String topic =
      mesh.products().stream()
          .flatMap(product -> product.ports().stream())
          .filter(port -> port.name().equals(grant.ports().getFirst()))
          .findFirst()
          .orElseThrow()
          .topic()
          .name();
  private final GrantUses uses = new GrantUses(mesh);

  private GrantStatus merged() {
    return GrantStatus.merged(
        id,
        grant.product().urn(),
        grant.consumer().toString(),
        List.of(grant.ports().getFirst().local()),
        "onprem",
        new CommitDocument("c1", "", "", AT, ""));
  }

  private static Documents there(StatusDocument status) {
    return new Documents(new TreeMap<>(), new TreeMap<>(Map.of(status.key(), status)));
  }

  private TopicUse reading(String group, String readTopic, long offset) {
    return new TopicUse(
        "onprem",
        AT,
        Map.of(group, Map.of(new Place(readTopic, 0), offset)),
        Map.of(
            new Place(readTopic, 0),
            new Extent(20, 100),
            new Place(readTopic, 1),
            new Extent(0, 5)));
  }

  private GrantStatus facts(DocumentChanges changes) {
    return (GrantStatus) changes.status().getFirst();
  }

  @Test
  void asksForTheGroupsAndTopicsOfActiveGrants() {
    assertThat(uses.questions().get("onprem"))
        .satisfies(question -> {
          assertThat(question.groupPrefixes()).contains(grant.consumer().prefix());
          assertThat(question.topics()).contains(topic);
        });
  }

  @Test
  void theFirstCommittedOffsetIsTheFirstUse() {
    DocumentChanges changes =
        uses.changes(List.of(reading(grant.consumer().prefix() + "x", topic, 60)), there(merged()));

    assertThat(facts(changes)).isEqualTo(merged().withUse(AT, AT, 60L, 40L));
    assertThat(changes.measurements())
        .contains(
            new GrantUse(id, "onprem", AT, 1, 60, 40),
            new PortTraffic(grant.ports().getFirst().urn(), "onprem", AT, 105));
  }

  @Test
  void recordsThatAreDeletedAreNoLag() {
    DocumentChanges changes =
        uses.changes(List.of(reading(grant.consumer().prefix() + "x", topic, 3)), there(merged()));

    assertThat(facts(changes).lag()).isEqualTo(80);
  }

  @Test
  void theGroupsOfOthersAndTheOtherTopicsDoNotCount() {
    String prefix = grant.consumer().prefix();
    assertThat(
            uses.changes(
                    List.of(reading(prefix.substring(0, prefix.length() - 1), topic, 60)),
                    there(merged()))
                .status())
        .isEmpty();
    assertThat(
            uses.changes(List.of(reading(prefix + "x", "elsewhere", 60)), there(merged()))
                .isEmpty())
        .isTrue();
  }

  @Test
  void aGrantWithoutStatusOrThatEndedGetsNone() {
    var reading = List.of(reading(grant.consumer().prefix() + "x", topic, 60));

    assertThat(uses.changes(reading, Documents.NONE).status()).isEmpty();
    assertThat(uses.changes(reading, there(merged().withEnd(AT, ""))).status()).isEmpty();
  }

  @Test
  void aConsumerThatDoesNotMoveKeepsItsLastUse() {
    GrantStatus used = merged().withUse(AT.minusSeconds(90), AT.minusSeconds(60), 60L, 10L);

    DocumentChanges changes =
        uses.changes(List.of(reading(grant.consumer().prefix() + "x", topic, 60)), there(used));

    assertThat(facts(changes))
        .isEqualTo(merged().withUse(AT.minusSeconds(90), AT.minusSeconds(60), 60L, 40L));
  }

  @Test
  void offsetsThatExpiredLeaveItUsed() {
    GrantStatus used = merged().withUse(AT.minusSeconds(90), AT.minusSeconds(60), 60L, 10L);
    var nothing = new TopicUse("onprem", AT, Map.of(), Map.of());

    assertThat(facts(uses.changes(List.of(nothing), there(used))))
        .isEqualTo(merged().withUse(AT.minusSeconds(90), AT.minusSeconds(60), null, null));
  }

  @Test
  void firstUseStaysAndLastUseOnlyMovesOn() {
    Property.holds(
        200,
        random -> {
          GrantStatus facts = merged();
          Instant at = AT;
          boolean wasUsed = false;
          for (int i = 0; i < 15; i++) {
            at = at.plusSeconds(1 + random.nextInt(60));
            int groups = random.nextInt(3);
            var progress =
                new Progress(groups, groups == 0 ? 0 : random.nextInt(4), random.nextInt(4));
            GrantStatus next = GrantUses.next(facts, progress, at);
            wasUsed |= groups > 0;

            assertThat(next.firstUsedAt() != null).isEqualTo(wasUsed);
            if (facts.firstUsedAt() != null) {
              assertThat(next.firstUsedAt()).isEqualTo(facts.firstUsedAt());
              assertThat(next.lastUsedAt())
                  .isAfterOrEqualTo(Objects.requireNonNull(facts.lastUsedAt()));
            }
            assertThat(next.lag() != null).isEqualTo(groups > 0);
            assertThat(GrantUses.next(next, progress, at)).isEqualTo(next);
            facts = next;
          }
        });
  }

  private static GrantStatus written(String id, Instant at) {
    return GrantStatus.merged(
            id,
            "urn:weft:shop:orders",
            "shop/till",
            List.of("placed@v1"),
            "onprem",
            new CommitDocument("c1", "", "", AT, ""))
        .withRights(at, at);
  }

  @Test
  void whoWasJustGivenAccessMayBeTryingIt() {
    GrantStatus waits = written("waits", AT.minusSeconds(60));
    GrantStatus began = written("began", AT.minusSeconds(7_200)).withUse(AT, AT, 1L, 1L);
    List<StatusDocument> there =
        List.of(
            waits,
            began,
            written("long-ago", AT.minusSeconds(7_200)),
            written("ended", AT.minusSeconds(60)).withEnd(AT, ""),
            written("in-use", AT.minusSeconds(7_200)).withUse(AT.minusSeconds(7_000), AT, 1L, 1L),
            merged());

    assertThat(GrantUses.fresh(there, AT)).containsExactlyInAnyOrder("waits", "began");
    assertThat(GrantUses.isAwaited(there, AT)).isTrue();
    assertThat(GrantUses.isAwaited(List.of(began), AT)).isFalse();
    assertThat(GrantUses.isAwaited(there, AT.plusSeconds(900))).isFalse();
  }

  @Test
  void looksAtTheNewestOnlyWhenThousandsWereGivenAccess() {
    List<StatusDocument> there =
        IntStream.range(0, 150)
            .<StatusDocument>mapToObj(i -> written("grant-" + i, AT.minusSeconds(i)))
            .toList();

    assertThat(GrantUses.fresh(there, AT))
        .hasSize(100)
        .contains("grant-0", "grant-99")
        .doesNotContain("grant-100");
  }

  @Test
  void asksOnlyForTheGrantsThatAreMeant() {
    assertThat(new GrantUses(mesh, Set.of(id)).questions().get("onprem"))
        .satisfies(question ->
            assertThat(question.groupPrefixes()).containsExactly(grant.consumer().prefix()));
    assertThat(new GrantUses(mesh, Set.of()).questions()).isEmpty();
    assertThat(new GrantUses(mesh, Set.of("no/such/grant")).questions()).isEmpty();
  }
}
