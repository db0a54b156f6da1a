// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.testing.Property;
import dev.weft.provisioner.compile.MeshCompiler;
import dev.weft.provisioner.log.DocumentChanges;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GrantFactsTest {

  private final PublishedMesh shop = PublishedMesh.shop();

  private GrantStatus facts() {
    return Objects.requireNonNull(shop.facts());
  }

  @Test
  void isWrittenByTheRunThatAddsItsBindings() {
    shop.pass();

    assertThat(facts().mergedCommit()).isEqualTo("commit-1");
    assertThat(facts().writtenAt()).isEqualTo(shop.now());
    assertThat(facts().readBackAt()).isNull();
    assertThat(facts().message()).isEmpty();
  }

  @Test
  void isReadBackByTheNextLook() {
    shop.pass();
    Instant written = facts().writtenAt();

    shop.pass();

    assertThat(facts().writtenAt()).isEqualTo(written);
    assertThat(facts().readBackAt()).isEqualTo(shop.now());
    assertThat(facts().mergedCommit()).isEqualTo("commit-1");
  }

  @Test
  void isReadBackByASmallLookAtItsConsumersBindings() {
    // Given
    shop.pass();
    var mesh = shop.mesh();
    var readBack = new ReadBack(mesh, MeshCompiler.compile(mesh).desired(), shop.log.documents());
    Map<AclSet, Set<Acl>> seen = shop.cluster.observe().acls();
    Instant at = shop.now().plusSeconds(5);

    // When
    DocumentChanges none = readBack.changes(Map.of("onprem", Map.of()), at, shop.log.documents());
    DocumentChanges changes = readBack.changes(Map.of("onprem", seen), at, shop.log.documents());
    shop.log.publish("dev", _ -> changes);

    // Then
    assertThat(readBack.principals())
        .containsOnly(Map.entry("onprem", new java.util.TreeSet<>(Set.of("User:shop.reader"))));
    assertThat(none.isEmpty()).isTrue();
    assertThat(facts().readBackAt()).isEqualTo(at);
    assertThat(
            new ReadBack(mesh, MeshCompiler.compile(mesh).desired(), shop.log.documents())
                .principals())
        .isEmpty();
  }

  @Test
  void saysWhatStandsInTheWay() {
    shop.cluster.failing(
        planned -> planned.change() instanceof Change.AddAcls,
        Outcome.Kind.PERMANENT,
        "The provisioner may not alter bindings.");

    shop.pass();

    assertThat(facts().writtenAt()).isNull();
    assertThat(facts().message()).contains("may not alter bindings");
    shop.cluster.healed();
    shop.pass();
    assertThat(facts().writtenAt()).isEqualTo(shop.now());
    assertThat(facts().message()).isEmpty();
  }

  @Test
  void aRequestHasNoFacts() {
    shop.edit(PublishedMesh.GRANT, PublishedMesh.grant("requested")).pass();

    assertThat(shop.facts()).isNull();
  }

  @Test
  void endsWhenItsRightsAreGoneAndBeginsAnewWhenApprovedAgain() {
    // Given
    shop.pass();
    shop.pass();

    // When
    shop.edit(PublishedMesh.GRANT, PublishedMesh.grant("revoked")).pass();
    GrantStatus ended = facts();
    DocumentChanges still = shop.pass();
    shop.edit(PublishedMesh.GRANT, PublishedMesh.grant("approved")).pass();

    // Then
    assertThat(ended.endedAt()).isNotNull();
    assertThat(ended.writtenAt()).isNotNull();
    assertThat(still.isEmpty()).isTrue();
    assertThat(facts().endedAt()).isNull();
    assertThat(facts().mergedCommit()).isEqualTo("commit-5");
    assertThat(facts().firstUsedAt()).isNull();
  }

  @Test
  void doesNotEndWhileItsRightsAreThere() {
    shop.pass();
    shop.cluster.failing(
        planned -> planned.change() instanceof Change.RemoveAcls,
        Outcome.Kind.TRANSIENT,
        "The broker was busy.");

    shop.edit(PublishedMesh.GRANT, PublishedMesh.grant("revoked")).pass();

    assertThat(facts().endedAt()).isNull();
    assertThat(facts().message()).contains("still there");
  }

  @Test
  void isForgottenOnceItIsGoneFromGitAndFromTheCluster() {
    shop.pass();

    DocumentChanges written = shop.remove(PublishedMesh.GRANT).pass();

    assertThat(written.statusGone()).containsExactly("grant/shop/orders/reader@onprem");
  }

  /// Facts only grow, in their order, and the same look twice adds nothing.
  @Test
  void factsNeverChangeOnceTheyAreKnown() {
    Property.holds(
        200,
        random -> {
          GrantStatus facts =
              GrantStatus.merged(
                  "a/b/c",
                  "urn:weft:a:b",
                  "d/e",
                  List.of("p@v1"),
                  "onprem",
                  new CommitDocument("c1", "", "", Instant.EPOCH, ""));
          Instant time = Instant.EPOCH;
          for (int i = 0; i < 12; i++) {
            Instant seenAt = time.plusSeconds(random.nextInt(3));
            Instant writtenAt = seenAt.plusSeconds(random.nextInt(3));
            boolean isSeen = random.nextBoolean();
            var sight =
                new GrantFacts.Sight(isSeen, seenAt, isSeen || random.nextBoolean(), writtenAt, "");
            GrantStatus next = GrantFacts.next(facts, sight);

            assertStays(facts.writtenAt(), next.writtenAt());
            assertStays(facts.readBackAt(), next.readBackAt());
            if (next.readBackAt() != null) {
              assertThat(next.writtenAt()).isNotNull().isBeforeOrEqualTo(next.readBackAt());
            }
            if (sight.isWritten()) {
              assertThat(next.writtenAt()).isNotNull();
            }
            if (!facts.equals(next) && next.readBackAt() != null) {
              assertThat(GrantFacts.next(next, sight)).isEqualTo(next);
            }
            facts = next;
            time = writtenAt;
          }
        });
  }

  private static void assertStays(@Nullable Instant before, @Nullable Instant after) {
    if (before != null) {
      assertThat(after).isEqualTo(before);
    }
  }
}
