// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.Compliance;
import dev.weft.model.event.DaemonStatus;
import dev.weft.model.event.FindingDocument;
import dev.weft.model.event.ProductStatus;
import dev.weft.model.name.ProductName;
import dev.weft.provisioner.log.DocumentChanges;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StatusDocumentsTest {

  private final PublishedMesh shop = PublishedMesh.shop();

  @Test
  void aProductIsReadyOnceItWasAppliedAndReadBack() {
    shop.pass();

    assertThat(shop.status().conditions())
        .extracting(ProductStatus.Condition::type)
        .containsExactly("PolicyPassed", "Ready", "Reconciling", "Stalled", "Synced");
    assertThat(shop.condition("Ready")).isEqualTo("True ReadBack");
    assertThat(shop.condition("Synced")).isEqualTo("True ReadBack");
    assertThat(shop.condition("Reconciling")).isEqualTo("False Done");
    assertThat(shop.condition("Stalled")).isEqualTo("False Done");
    assertThat(shop.condition("PolicyPassed")).isEqualTo("True Passed");
    assertThat(shop.status().revision()).isEqualTo("commit-1");
    assertThat(shop.status().drift()).isEmpty();
  }

  @Test
  void aProductThatWasOnlyPlannedIsNotReady() {
    shop.look();

    assertThat(shop.condition("Ready")).isEqualTo("False Pending");
    assertThat(shop.condition("Reconciling")).isEqualTo("True Pending");
    assertThat(shop.condition("Stalled")).isEqualTo("False Pending");
    assertThat(shop.status().drift())
        .extracting(ProductStatus.Drift::resource)
        .contains("onprem/topic/shop.orders.orders.v1");
  }

  @Test
  void aChangeThatCannotBeMadeStallsAProductThatStaysUsable() {
    shop.pass();
    Instant since = since("Ready");

    shop.edit(PublishedMesh.PRODUCT, PublishedMesh.product(2)).after(Duration.ofMinutes(1)).pass();

    assertThat(shop.condition("Synced")).isEqualTo("False Impossible");
    assertThat(shop.condition("Stalled")).isEqualTo("True Impossible");
    assertThat(shop.condition("Ready")).isEqualTo("True Usable");
    assertThat(since("Ready")).isEqualTo(since);
    assertThat(since("Stalled")).isEqualTo(shop.now());
    assertThat(shop.status().drift())
        .singleElement()
        .satisfies(drift -> assertThat(drift.message()).contains("partitions"));
  }

  @Test
  void whatNoLongerKeepsAPolicySaysSoAndStaysReady() {
    // Given
    var orders = new ProductName("shop", "orders");
    shop.scanned = Map.of();
    shop.pass();
    assertThat(shop.condition("Compliant")).isEqualTo("True Kept");
    Instant since = since("Compliant");

    // When
    shop.scanned = Map.of(orders, new Compliance(Compliance.Reason.VIOLATED, "kept: Too long."));
    shop.after(Duration.ofMinutes(1)).pass();

    // Then
    assertThat(shop.condition("Compliant")).isEqualTo("False Violated");
    assertThat(since("Compliant")).isAfter(since);
    assertThat(shop.condition("Ready")).isEqualTo("True ReadBack");
    assertThat(shop.condition("PolicyPassed")).isEqualTo("True Passed");

    // When
    shop.scanned = Map.of(orders, new Compliance(Compliance.Reason.WARNED, "kept: Long."));
    shop.edit(PublishedMesh.PRODUCT, PublishedMesh.product(0)).pass();

    // Then
    assertThat(shop.condition("Compliant")).isEqualTo("False NotScanned");
  }

  @Test
  void aFailureThatMayPassIsTriedAgain() {
    shop.cluster.failing(
        planned -> planned.change() instanceof Change.CreateTopic,
        Outcome.Kind.TRANSIENT,
        "The broker was busy.");
    shop.pass();

    assertThat(shop.condition("Reconciling")).isEqualTo("True Failed");
    assertThat(shop.condition("Stalled")).isEqualTo("False Failed");
    assertThat(shop.condition("Ready")).isEqualTo("False Failed");

    shop.cluster.healed();
    shop.pass();
    assertThat(shop.condition("Ready")).isEqualTo("True ReadBack");
  }

  @Test
  void nobodyKnowsAboutAClusterThatCannotBeRead() {
    shop.pass();
    shop.cluster.blindedBy("no route");

    shop.look();

    assertThat(shop.condition("Ready")).isEqualTo("Unknown Unreadable");
    assertThat(shop.condition("Synced")).isEqualTo("Unknown Unreadable");
    assertThat(Objects.requireNonNull(shop.facts()).message()).contains("no route");
    assertThat(Objects.requireNonNull(shop.facts()).writtenAt()).isNotNull();
  }

  @Test
  void nobodyKnowsAboutAProductWhoseSchemasCannotBeRead() {
    shop.pass();
    shop.registry.blindedBy("no answer");

    shop.look();

    assertThat(shop.condition("Ready")).isEqualTo("Unknown Unreadable");
  }

  @Test
  void aBrokenProductIsAsReadyAsItWas() {
    shop.pass();

    shop.edit(PublishedMesh.PRODUCT, PublishedMesh.product(0)).pass();

    assertThat(shop.condition("Ready")).isEqualTo("True ManifestBroken");
    assertThat(shop.condition("Synced")).isEqualTo("False ManifestBroken");
    assertThat(shop.condition("Stalled")).isEqualTo("True ManifestBroken");
    assertThat(shop.condition("PolicyPassed")).isEqualTo("False Blocked");
    assertThat(shop.facts()).isNotNull();
  }

  @Test
  void aProductThatAPolicyBlocksIsNotReadyThoughNothingIsPending() {
    // Given
    shop.pass();
    Instant since = since("Synced");

    // When
    shop.findings.put(new ProductName("shop", "orders"), List.of(finding(true)));
    shop.pass();

    // Then
    assertThat(shop.condition("PolicyPassed")).isEqualTo("False Blocked");
    assertThat(shop.condition("Ready")).isEqualTo("False BlockedByPolicy");
    assertThat(shop.condition("Stalled")).isEqualTo("True BlockedByPolicy");
    assertThat(shop.condition("Synced")).isEqualTo("True ReadBack");
    assertThat(shop.condition("Reconciling")).isEqualTo("False Done");
    assertThat(since("Synced")).isEqualTo(since);
    assertThat(shop.status().conditions())
        .filteredOn(condition -> condition.type().equals("Ready"))
        .extracting(ProductStatus.Condition::message)
        .containsExactly("kept/too-long: The records are kept for too long.");

    // When
    shop.findings.put(new ProductName("shop", "orders"), List.of(finding(false)));
    shop.pass();

    // Then
    assertThat(shop.condition("Ready")).isEqualTo("True ReadBack");
    assertThat(shop.condition("Stalled")).isEqualTo("False Done");
  }

  @Test
  void aUsableProductThatAPolicyBlocksIsNotReady() {
    shop.pass();

    shop.findings.put(new ProductName("shop", "orders"), List.of(finding(true)));
    shop.edit(PublishedMesh.PRODUCT, PublishedMesh.product(2)).pass();

    assertThat(shop.condition("Ready")).isEqualTo("False BlockedByPolicy");
    assertThat(shop.condition("Synced")).isEqualTo("False Impossible");
  }

  @Test
  void aStatusThatSaysTheSameIsWrittenAgainOnlyAfterAWhile() {
    shop.pass();
    shop.pass();

    assertThat(shop.pass().isEmpty()).isTrue();
    assertThat(shop.after(DocumentPublisher.REFRESH.plusSeconds(1)).pass().status())
        .singleElement()
        .isInstanceOf(ProductStatus.class);
  }

  @Test
  void aProductThatChangedTellsItsNewRevision() {
    shop.pass();
    shop.pass();

    shop.edit(PublishedMesh.PRODUCT, PublishedMesh.product(5)).pass();

    assertThat(shop.status().revision()).isEqualTo("commit-3");
    assertThat(shop.condition("Ready")).isEqualTo("True ReadBack");
  }

  @Test
  void whatIsGoneHasNoStatusAndTheDaemonKeepsIts() {
    // Given
    var daemon = new DaemonStatus("dev", null, null, shop.now(), null, null, null, "", true, null);
    shop.pass();
    shop.log.publish("dev", _ -> DocumentChanges.ofStatus(List.of(daemon)));

    // When
    shop.remove(PublishedMesh.PRODUCT)
        .remove(PublishedMesh.GRANT)
        .remove(PublishedMesh.SCHEMA)
        .pass();
    shop.pass();

    // Then
    assertThat(shop.log.documents().status()).containsOnlyKeys("daemon/dev");
  }

  private static FindingDocument finding(boolean blocking) {
    return new FindingDocument(
        "kept/too-long",
        null,
        "error",
        blocking ? "enforce" : "warn",
        blocking,
        "The records are kept for too long.",
        "",
        PublishedMesh.PRODUCT,
        1,
        1);
  }

  private Instant since(String type) {
    return shop.status().conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .findFirst()
        .orElseThrow()
        .since();
  }
}
