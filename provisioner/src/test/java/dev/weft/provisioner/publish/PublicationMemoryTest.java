// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.Compliance;
import dev.weft.model.event.FindingDocument;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.PauseStatus;
import dev.weft.model.event.StatusDocument;
import dev.weft.model.name.ProductName;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import dev.weft.provisioner.engine.Reach;
import dev.weft.provisioner.log.DocumentChanges;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever remembers what was told last tells the same as one who does not: [PublishedMesh] holds
/// each publication against one without a memory.
class PublicationMemoryTest {

  private static final GeneratedMesh.Size SIZE = new GeneratedMesh.Size(2, 4, 2, 2);

  @Test
  void tellsThatSomebodyHasPutRightWhatHeChanged() {
    PublishedMesh shop = settled();
    shop.cluster.withConfig("shop.orders.orders.v1", "retention.ms", "7");
    DocumentChanges _ = shop.reading(Reach.EVERYTHING).look();
    assertThat(shop.condition("Synced")).startsWith("False");
    shop.cluster.withConfig("shop.orders.orders.v1", "retention.ms", "172800000");

    DocumentChanges _ = shop.reading(Reach.CHANGES).look();

    assertThat(shop.condition("Synced")).isEqualTo("True ReadBack");
  }

  @Test
  void tellsWhatIsToBeDoneAlthoughManifestsAreAsBefore() {
    PublishedMesh shop = settled();
    shop.log.withPending(
        new ResourceKey.Topic("onprem", "shop.orders.orders.v1"),
        new Owner(Owner.Kind.PRODUCT, "shop", "orders"));

    DocumentChanges _ = shop.reading(Reach.CHANGES).look();

    assertThat(shop.condition("Synced")).startsWith("False");
  }

  @Test
  void clearsAwayAPauseThatIsOver() {
    PublishedMesh shop = settled();
    var pause =
        new PauseStatus("all", "Ann", "It is Sunday.", shop.now(), shop.now().plusMillis(1));
    DocumentChanges _ = shop.log.publish("dev", _ -> DocumentChanges.ofStatus(List.of(pause)));

    DocumentChanges _ = shop.reading(Reach.CHANGES).look();

    assertThat(shop.log.documents().status()).doesNotContainKey(pause.key());
  }

  private static PublishedMesh settled() {
    PublishedMesh shop = PublishedMesh.shop();
    DocumentChanges _ = shop.pass();
    DocumentChanges _ = shop.pass();
    DocumentChanges _ = shop.reading(Reach.CHANGES).pass();
    return shop;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void tellsTheSameWhateverHasChanged(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    MemoryTree tree = GeneratedMesh.of(SIZE, seed).tree();
    var mesh = new PublishedMesh(tree.copy(), "dev");
    var _ = mesh.pass();
    int written = 0;

    for (int step = 0; step < 30; step++) {
      if (random.nextInt(5) > 0) {
        edit(mesh, tree, random);
      }
      if (random.nextInt(4) == 0) {
        judge(mesh, random);
      }
      if (random.nextInt(4) == 0) {
        intrude(mesh, random);
      }
      var _ = mesh.after(Duration.ofSeconds(random.nextInt(600)));
      var _ = mesh.reading(random.nextInt(4) == 0 ? Reach.EVERYTHING : Reach.CHANGES);

      DocumentChanges changes = random.nextInt(3) == 0 ? mesh.look() : mesh.pass();
      written += changes.size();
    }

    assertThat(written).isPositive();
  }

  /// Changes, removes or brings back a file.
  private static void edit(PublishedMesh mesh, MemoryTree first, RandomGenerator random) {
    List<String> paths =
        first.files().stream()
            .map(file -> file.path())
            .filter(path -> path.startsWith("domains/") && path.endsWith(".yaml"))
            .sorted()
            .toList();
    String path = paths.get(random.nextInt(paths.size()));
    String text = first.text(path);
    switch (random.nextInt(10)) {
      case 0 -> {
        if (!path.endsWith("domain.yaml")) {
          var _ = mesh.remove(path);
        }
      }
      case 1 -> {
        var _ = mesh.edit(path, text.replace("status: approved", "status: revoked"));
      }
      case 2 -> {
        var _ = mesh.edit(path, text.replaceFirst("partitions: \\d+", "partitions: 9"));
      }
      case 3 -> {
        var _ = mesh.edit(path, "# A remark.\n" + text);
      }
      case 4 -> {
        // What only its page shows.
        String minutes = "freshness: PT" + (2 + random.nextInt(9)) + "M";
        var _ = mesh.edit(path, text.replace("freshness: PT1M", minutes));
      }
      case 5 -> {
        var _ = mesh.edit(path, "broken: [");
      }
      case 6 -> {
        String purposes = "purposes: [use-" + random.nextInt(3) + "]";
        var _ = mesh.edit(path, text.replace("purposes: [analytics]", purposes));
      }
      default -> {
        var _ = mesh.edit(path, text);
      }
    }
  }

  /// Policies say something else of a product.
  private static void judge(PublishedMesh mesh, RandomGenerator random) {
    List<ProductName> products =
        mesh.mesh().products().stream().map(product -> product.name()).toList();
    if (products.isEmpty()) {
      return;
    }
    ProductName product = products.get(random.nextInt(products.size()));
    if (random.nextBoolean()) {
      mesh.findings.clear();
    } else {
      mesh.findings.put(
          product,
          List.of(
              new FindingDocument(
                  "naming/x",
                  null,
                  "error",
                  "enforce",
                  random.nextBoolean(),
                  "It is so.",
                  "Make it otherwise.",
                  "domains/x.yaml",
                  1,
                  1)));
    }
    if (random.nextBoolean()) {
      mesh.scanned = random.nextInt(3) == 0 ? null : new HashMap<>();
    }
    if (mesh.scanned != null && random.nextBoolean()) {
      mesh.scanned.put(
          product, new Compliance(Compliance.Reason.values()[random.nextInt(2)], "It is so."));
    }
  }

  /// Somebody takes a right away, or a consumer begins to read.
  private static void intrude(PublishedMesh mesh, RandomGenerator random) {
    List<AclSet> sets = new ArrayList<>(new TreeSet<>(mesh.cluster.observe().acls().keySet()));
    if (!sets.isEmpty()) {
      AclSet set = sets.get(random.nextInt(sets.size()));
      Set<Acl> acls = mesh.cluster.observe().acls().getOrDefault(set, Set.of());
      acls.stream().sorted().findFirst().ifPresent(acl -> mesh.cluster.withoutAcl(set, acl));
    }
    List<StatusDocument> used = new ArrayList<>();
    for (StatusDocument status : mesh.log.documents().status().values()) {
      if (status instanceof GrantStatus grant && random.nextInt(4) == 0) {
        used.add(grant.withUse(mesh.now(), mesh.now(), 7L, 1L));
      }
    }
    var _ = mesh.log.publish("dev", _ -> DocumentChanges.ofStatus(used));
  }
}
