// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.DaemonStatus;
import dev.weft.model.event.DomainDocument;
import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.log.DocumentChanges;
import dev.weft.provisioner.log.Documents;
import dev.weft.provisioner.log.WriterFencedException;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What every [ControlPlaneLog] does. Each test gets a log of its own.
public abstract class ControlPlaneLogContract {

  protected static final Inventory.Entry TOPIC =
      new Inventory.Entry(
          new ResourceKey.Topic("onprem", "shop.orders.orders.v1"),
          Changes.OWNER,
          "dG9waWMtaWQ",
          true,
          new TreeMap<>(Map.of("retention.ms", "86400000", "cleanup.policy", "delete")),
          new TreeSet<>(),
          Inventory.Origin.CREATED,
          "4f2a9c",
          Instant.parse("2026-07-01T12:00:00.123Z"));

  protected static final Inventory.Entry BINDINGS =
      new Inventory.Entry(
          new ResourceKey.AclSet(
              "onprem",
              ResourceKey.AclSet.Type.GROUP,
              ResourceKey.AclSet.Pattern.PREFIXED,
              "billing.invoices."),
          Changes.OWNER,
          null,
          false,
          new TreeMap<>(),
          new TreeSet<>(
              List.of(
                  Acl.allow("User:billing.invoices", Acl.Operation.READ),
                  new Acl(
                      "User:\"odd\" näme/x", "192.0.2.7", Acl.Operation.ALL, Acl.Permission.DENY))),
          Inventory.Origin.ADOPTED,
          "4f2a9c",
          Instant.parse("2026-07-01T12:00:00Z"));

  private static final ResourceKey.Topic RESOURCE = new ResourceKey.Topic("onprem", "a.b.c.v1");
  private static final PlannedChange CREATE =
      Changes.createTopic("onprem", RESOURCE.name(), 3, Map.of());
  private static final PlannedChange ALTER =
      Changes.alterConfig("onprem", RESOURCE.name(), "retention.ms", "1");

  @Test
  void readsOnWhereItStopped() {
    ControlPlaneLog log = log();
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.intend(List.of(CREATE));
      run.record(List.of(), List.of(TOPIC), List.of());
    }
    // Brokers show what was committed a moment later.
    Inventory first =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(log::newestInventory, read -> read.entries().containsKey(TOPIC.key()));
    try (ControlPlaneLog.Run run = begin("r2")) {
      run.bindCluster("onprem", "id-1");
      run.intend(List.of(ALTER));
      run.record(
          List.of(new ControlPlaneLog.Result(CREATE, new Outcome.Applied())),
          List.of(BINDINGS),
          List.of(TOPIC.key()));
    }

    Inventory second =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(log::newestInventory, read -> read.entries().containsKey(BINDINGS.key()));

    assertThat(first.entries()).containsOnlyKeys(TOPIC.key());
    assertThat(first.pending()).containsOnlyKeys(RESOURCE);
    assertThat(second.entries()).containsOnlyKeys(BINDINGS.key());
    assertThat(second).isEqualTo(log.inventory());
  }

  /// The log under test, the same for all calls of one test.
  protected abstract ControlPlaneLog log();

  /// An environment that no other test writes in at the same time.
  protected abstract String environment();

  protected final ControlPlaneLog.Run begin(String run) {
    return log().begin(run, "ada", environment(), "4f2a9c");
  }

  protected static ControlPlaneLog.Result result(PlannedChange planned, Outcome outcome) {
    return new ControlPlaneLog.Result(planned, outcome);
  }

  @Test
  void ownsNothingBeforeTheFirstRun() {
    assertThat(log().inventory()).isEqualTo(Inventory.EMPTY);
  }

  @Test
  void remembersEntriesInEveryDetail() {
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.record(List.of(), List.of(TOPIC, BINDINGS), List.of());
    }

    assertThat(log().inventory().entries())
        .containsOnly(Map.entry(TOPIC.key(), TOPIC), Map.entry(BINDINGS.key(), BINDINGS));
  }

  @Test
  void forgetsEntriesThatAreGone() {
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.record(List.of(), List.of(TOPIC, BINDINGS), List.of());
      run.record(List.of(), List.of(), List.of(TOPIC.key()));
    }

    assertThat(log().inventory().entries()).containsOnlyKeys(BINDINGS.key());
  }

  @Test
  void keepsIntendedCreationPending() {
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.intend(List.of(CREATE, ALTER));
    }

    assertThat(log().inventory().pending()).containsOnly(Map.entry(RESOURCE, CREATE.owner()));
  }

  @Test
  void keepsCreationPendingOfWhichNobodyKnows() {
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.intend(List.of(CREATE));
      run.record(
          List.of(result(CREATE, new Outcome.Unknown("the answer was lost"))),
          List.of(),
          List.of());
    }

    assertThat(log().inventory().pending()).containsOnlyKeys(RESOURCE);
  }

  @Test
  void remembersWhichBindingsAnInterruptedRunWasAboutToMake() {
    var key =
        new ResourceKey.AclSet(
            "onprem",
            ResourceKey.AclSet.Type.TOPIC,
            ResourceKey.AclSet.Pattern.LITERAL,
            "shop.orders.orders.v1");
    Acl acl = Acl.allow("User:shop.reader", Acl.Operation.READ);
    PlannedChange add = Changes.addAcls(key, acl);
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.intend(List.of(add));
      run.record(
          List.of(result(add, new Outcome.Unknown("the answer was lost"))), List.of(), List.of());
    }

    assertThat(log().inventory().intents())
        .hasEntrySatisfying(key, intent -> assertThat(intent.acls()).containsExactly(acl));

    try (ControlPlaneLog.Run run = begin("r2")) {
      run.intend(List.of(add));
      run.record(List.of(result(add, new Outcome.Applied())), List.of(), List.of());
    }
    assertThat(log().inventory().intents()).isEmpty();
  }

  @Test
  void settlesCreationThatSucceeded() {
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.intend(List.of(CREATE));
      run.record(List.of(result(CREATE, new Outcome.Applied())), List.of(TOPIC), List.of());
    }

    assertThat(log().inventory().pending()).isEmpty();
    assertThat(log().inventory().entries()).containsOnlyKeys(TOPIC.key());
  }

  @Test
  void settlesCreationThatFailed() {
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.intend(List.of(CREATE));
      run.record(
          List.of(result(CREATE, new Outcome.Failed(Outcome.Kind.PERMANENT, "no"))),
          List.of(),
          List.of());
    }

    assertThat(log().inventory().pending()).isEmpty();
  }

  @Test
  void keepsCreationPendingThatAnotherRunFailsToMake() {
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.intend(List.of(CREATE));
      run.record(
          List.of(result(CREATE, new Outcome.Unknown("the answer was lost"))),
          List.of(),
          List.of());
    }
    try (ControlPlaneLog.Run run = begin("r2")) {
      run.intend(List.of(CREATE));
      run.record(
          List.of(result(CREATE, new Outcome.Failed(Outcome.Kind.PERMANENT, "it exists"))),
          List.of(),
          List.of());
    }

    assertThat(log().inventory().pending()).containsOnlyKeys(RESOURCE);
  }

  @Test
  void keepsCreationPendingWhenAnotherChangeOfItFails() {
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.intend(List.of(CREATE));
    }
    try (ControlPlaneLog.Run run = begin("r2")) {
      run.intend(List.of(ALTER));
      run.record(
          List.of(result(ALTER, new Outcome.Failed(Outcome.Kind.PERMANENT, "no"))),
          List.of(),
          List.of());
    }

    assertThat(log().inventory().pending()).containsOnlyKeys(RESOURCE);
  }

  @Test
  void settlesCreationByAdoptionInLaterRun() {
    PlannedChange adopt =
        Changes.planned(new Change.Adopt(RESOURCE, "id", new TreeMap<>(), new TreeSet<>()));
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.intend(List.of(CREATE));
    }
    try (ControlPlaneLog.Run run = begin("r2")) {
      run.intend(List.of(adopt));
      run.record(List.of(result(adopt, new Outcome.Applied())), List.of(TOPIC), List.of());
    }
    try (ControlPlaneLog.Run run = begin("r3")) {
      run.audit("apply", "nothing", "nothing to do");
    }

    assertThat(log().inventory().pending()).isEmpty();
  }

  @Test
  void remembersWhichClusterStandsBehindName() {
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.bindCluster("onprem", "MkU3OEVBNTcwNTJENDM2Qg");
      run.bindCluster("cloud", "old");
      run.bindCluster("cloud", "new");
    }

    assertThat(log().inventory().clusterIds())
        .containsOnly(Map.entry("onprem", "MkU3OEVBNTcwNTJENDM2Qg"), Map.entry("cloud", "new"));
  }

  private static DomainDocument domain(String name, String title) {
    return new DomainDocument(
        "urn:weft:" + name,
        name,
        title,
        "",
        "team",
        new CommitDocument("4f2a9c", "Ada", "", Instant.parse("2026-07-01T12:00:00Z"), "Begin"),
        List.of());
  }

  private static DaemonStatus daemon(String message) {
    return new DaemonStatus(
        "dev",
        null,
        null,
        Instant.parse("2026-07-01T12:00:00Z"),
        null,
        null,
        null,
        message,
        true,
        null);
  }

  private DocumentChanges publish(DocumentChanges changes) {
    return log().publish(environment(), _ -> changes);
  }

  private static DocumentChanges catalog(List<CatalogDocument> documents, String... gone) {
    return new DocumentChanges(
        documents, new TreeSet<>(List.of(gone)), List.of(), new TreeSet<>(), List.of());
  }

  @Test
  void hasNoDocumentsBeforeTheFirstAreWritten() {
    assertThat(log().documents()).isEqualTo(Documents.NONE);
  }

  @Test
  void keepsTheNewestOfEachDocument() {
    // Given
    publish(catalog(List.of(domain("a", "Old"), domain("b", "Other"))));
    publish(DocumentChanges.ofStatus(List.of(daemon("starting"))));

    // When
    DocumentChanges written = publish(catalog(List.of(domain("a", "New"))));

    // Then
    assertThat(written.catalog()).containsExactly(domain("a", "New"));
    assertThat(log().documents().catalog())
        .containsOnly(
            Map.entry("urn:weft:a", domain("a", "New")),
            Map.entry("urn:weft:b", domain("b", "Other")));
    assertThat(log().documents().status())
        .containsOnly(Map.entry("daemon/dev", daemon("starting")));
  }

  @Test
  void removesDocumentsThatAreGone() {
    publish(catalog(List.of(domain("a", "A"), domain("b", "B"))));
    publish(DocumentChanges.ofStatus(List.of(daemon("starting"))));

    publish(catalog(List.of(), "urn:weft:a"));
    publish(
        new DocumentChanges(
            List.of(),
            new TreeSet<>(),
            List.of(),
            new TreeSet<>(List.of("daemon/dev")),
            List.of()));

    assertThat(log().documents().catalog()).containsOnlyKeys("urn:weft:b");
    assertThat(log().documents().status()).isEmpty();
  }

  @Test
  void decidesOnWhatIsThere() {
    ControlPlaneLog one = log();
    publish(catalog(List.of(domain("a", "A"))));
    assertThat(one.documents().catalog()).hasSize(1);
    publish(catalog(List.of(domain("b", "B"))));

    one.publish(
        environment(),
        there -> catalog(List.of(), there.catalog().keySet().toArray(String[]::new)));

    assertThat(log().documents().catalog()).isEmpty();
    one.close();
  }

  @Test
  void seesAtOnceWhatItWroteItself() {
    ControlPlaneLog one = log();
    for (int i = 0; i < 20; i++) {
      String title = "Title " + i;
      var _ = one.publish(environment(), _ -> catalog(List.of(domain("a", title))));

      assertThat(one.documents().catalog()).containsValue(domain("a", title));
    }
    one.close();
  }

  @Test
  void disturbsNobodyWhenThereIsNothingToPublish() {
    try (ControlPlaneLog.Run run = begin("r1")) {
      assertThat(publish(DocumentChanges.NONE).isEmpty()).isTrue();

      run.record(List.of(), List.of(TOPIC), List.of());
    }
    assertThat(log().inventory().entries()).containsOnlyKeys(TOPIC.key());
  }

  @Test
  void fencesAnOpenRunOffWhenItPublishes() {
    try (ControlPlaneLog.Run older = begin("r1")) {
      publish(catalog(List.of(domain("a", "A"))));

      assertThatThrownBy(() -> older.record(List.of(), List.of(TOPIC), List.of()))
          .isInstanceOf(WriterFencedException.class)
          .hasMessageContaining("r1");
    }
  }

  @Test
  void fencesOlderWriterOff() {
    try (ControlPlaneLog.Run older = begin("r1");
        ControlPlaneLog.Run newer = begin("r2")) {
      newer.record(List.of(), List.of(BINDINGS), List.of());

      assertThatThrownBy(() -> older.record(List.of(), List.of(TOPIC), List.of()))
          .isInstanceOf(WriterFencedException.class)
          .hasMessageContaining("r1");
    }
    assertThat(log().inventory().entries()).containsOnlyKeys(BINDINGS.key());
  }
}
