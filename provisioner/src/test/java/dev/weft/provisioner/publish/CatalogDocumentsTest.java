// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.DomainDocument;
import dev.weft.model.event.FindingDocument;
import dev.weft.model.event.GrantDocument;
import dev.weft.model.event.MeshDocument;
import dev.weft.model.event.PortDocument;
import dev.weft.model.event.ProductDocument;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.name.ProductName;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import dev.weft.model.testing.Property;
import dev.weft.provisioner.log.DocumentChanges;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CatalogDocumentsTest {

  @Test
  void tellsOfTheMeshItsDomainsAndItsProducts() {
    PublishedMesh shop = PublishedMesh.shop();

    DocumentChanges written = shop.publishCatalog();

    assertThat(PublishedMesh.keys(written.catalog()))
        .containsExactly("urn:weft", "urn:weft:shop", PublishedMesh.ORDERS);
    assertThat(written.catalogGone()).isEmpty();
    assertThat(written.status()).isEmpty();
  }

  @Test
  void writesNothingWhenNothingButTheCommitChanged() {
    PublishedMesh shop = PublishedMesh.shop();
    shop.publishCatalog();

    assertThat(shop.publishCatalog().isEmpty()).isTrue();
    assertThat(shop.product().commit().id()).isEqualTo("commit-1");
  }

  @Test
  void writesOnlyTheProductThatChanged() {
    // Given
    PublishedMesh shop = PublishedMesh.shop();
    shop.publishCatalog();

    // When
    DocumentChanges written =
        shop.edit(PublishedMesh.PRODUCT, PublishedMesh.product(6)).publishCatalog();

    // Then
    assertThat(PublishedMesh.keys(written.catalog())).containsExactly(PublishedMesh.ORDERS);
    assertThat(shop.product().ports().getFirst().partitions()).isEqualTo(6);
    assertThat(shop.product().commit().id()).isEqualTo("commit-2");
  }

  @Test
  void removesWhatIsGoneFromGit() {
    // Given
    PublishedMesh shop = PublishedMesh.shop();
    shop.publishCatalog();

    // When
    shop.remove(PublishedMesh.PRODUCT).remove(PublishedMesh.GRANT).remove(PublishedMesh.SCHEMA);
    DocumentChanges written = shop.publishCatalog();

    // Then
    assertThat(written.catalogGone()).containsExactly(PublishedMesh.ORDERS);
    assertThat(shop.log.documents().catalog()).containsOnlyKeys("urn:weft", "urn:weft:shop");
  }

  @Test
  void keepsTheLastGoodDocumentOfABrokenProductAndSaysWhatIsWrong() {
    // Given
    PublishedMesh shop = PublishedMesh.shop();
    shop.publishCatalog();
    ProductDocument good = shop.product();

    // When
    shop.edit(PublishedMesh.PRODUCT, PublishedMesh.product(0));
    DocumentChanges written = shop.publishCatalog();
    DocumentChanges again = shop.publishCatalog();

    // Then
    assertThat(written.catalogGone()).isEmpty();
    assertThat(shop.product().ports()).isEqualTo(good.ports());
    assertThat(shop.product().grants()).isEqualTo(good.grants());
    assertThat(good.findings()).isEmpty();
    assertThat(shop.product().findings())
        .anySatisfy(finding -> {
          assertThat(finding.blocking()).isTrue();
          assertThat(finding.file()).isEqualTo(PublishedMesh.PRODUCT);
          assertThat(finding.line()).isPositive();
        });
    assertThat(shop.product().commit().id()).isEqualTo("commit-2");
    assertThat(again.isEmpty()).isTrue();
  }

  @Test
  void tellsWhatAPolicyTakesFromItsBaseAndItsModeOfTheDay() {
    // Given
    PublishedMesh shop = PublishedMesh.shop();

    // When
    shop.edit(
            "governance/policies/promises.yaml",
            """
            apiVersion: weft.dev/v1
            kind: Policy
            metadata: {name: promises}
            spec:
              basedOn: sla-is-present
              rollout: [{from: 2020-01-01, mode: enforce}, {from: 2999-01-01, mode: audit}]
            """)
        .publishCatalog();

    // Then
    MeshDocument mesh = (MeshDocument) shop.log.documents().catalog().get("urn:weft");
    assertThat(Objects.requireNonNull(mesh).policies())
        .filteredOn(policy -> policy.name().equals("promises"))
        .singleElement()
        .satisfies(policy -> {
          assertThat(policy.title()).isEqualTo("An active port says what it promises");
          assertThat(policy.description()).contains("Without a promise the port is a guess.");
          assertThat(policy.severity()).isEqualTo("warning");
          assertThat(policy.mode()).isEqualTo("enforce");
        });
  }

  @Test
  void saysNothingOfABrokenProductThatWasNeverGood() {
    PublishedMesh shop = PublishedMesh.shop();
    shop.edit(PublishedMesh.PRODUCT, PublishedMesh.product(0)).publishCatalog();

    assertThat(shop.log.documents().catalog()).doesNotContainKey(PublishedMesh.ORDERS);
  }

  @Test
  void keepsABrokenDomainWithItsProductsAndApplications() {
    // Given
    PublishedMesh shop = PublishedMesh.shop();
    shop.publishCatalog();
    SortedMap<String, CatalogDocument> good = shop.log.documents().catalog();

    // When
    shop.edit("domains/shop/domain.yaml", "kind: {").publishCatalog();

    // Then
    assertThat(shop.log.documents().catalog()).isEqualTo(good);
  }

  @Test
  void keepsWhatIsKnownOfABrokenApplicationAndItsGrants() {
    // Given
    PublishedMesh shop = PublishedMesh.shop();
    shop.publishCatalog();

    // When
    shop.edit(
            "domains/shop/applications/reader.yaml",
            PublishedMesh.manifest("Application", "reader", "  type: magic\n"))
        .publishCatalog();

    // Then
    var domain =
        (DomainDocument)
            Objects.requireNonNull(shop.log.documents().catalog().get("urn:weft:shop"));
    assertThat(domain.applications())
        .extracting(DomainDocument.Application::name)
        .containsExactly("shop/reader", "shop/writer");
    assertThat(shop.product().grants())
        .extracting(GrantDocument::id)
        .containsExactly("shop/orders/reader");
  }

  @Test
  void addsWhatPoliciesFound() {
    PublishedMesh shop = PublishedMesh.shop();
    var finding =
        new FindingDocument(
            "pii", "email", "danger", "enforce", true, "Bad", "Tag it", "a.yaml", 1, 2);
    shop.findings.put(new ProductName("shop", "orders"), List.of(finding, finding));
    shop.publishCatalog();

    assertThat(shop.product().findings()).containsExactly(finding);
  }

  @Test
  void tellsEverythingAboutTheSampleMesh() {
    // Given
    var sample = new PublishedMesh(new DirectoryTree(Path.of("../data-products")), "dev");

    // When
    sample.publishCatalog();

    // Then
    Map<String, CatalogDocument> catalog = sample.log.documents().catalog();
    var mesh = (MeshDocument) Objects.requireNonNull(catalog.get("urn:weft"));
    assertThat(mesh.environment()).isEqualTo("dev");
    assertThat(mesh.teams()).extracting(MeshDocument.Team::name).contains("reviews-team");
    assertThat(mesh.purposes()).isNotEmpty().isSorted().doesNotHaveDuplicates();
    var product =
        (ProductDocument) Objects.requireNonNull(catalog.get("urn:weft:reviews:enriched-reviews"));
    assertThat(product.description()).contains("#");
    assertThat(product.inputs()).isNotEmpty();
    assertThat(product.path()).isEqualTo("domains/reviews/enriched-reviews/product.yaml");
    assertThat(product.grants())
        .allSatisfy(grant -> {
          assertThat(grant.id()).startsWith("reviews/enriched-reviews/");
          assertThat(grant.group()).isEqualTo(grant.consumer().replace('/', '.') + ".");
          assertThat(grant.path()).startsWith("domains/reviews/enriched-reviews/access/");
        })
        .isNotEmpty();
    PortDocument port = product.ports().getFirst();
    assertThat(port.urn()).isEqualTo(product.urn() + ":" + port.name() + ":v" + port.major());
    assertThat(port.schema().artifact()).isEqualTo("reviews/" + port.topic() + "-value");
    assertThat(port.schema().fields()).isNotEmpty();
    assertThat(port.schema().text()).isNotBlank();
    assertThat(port.retentionMs()).isNotNull();
    assertThat(port.clusters()).isNotEmpty();
  }

  /// However a mesh came to be what it is, the log says the same.
  @Test
  void theLogDependsOnlyOnWhatGitHasNow() {
    Property.holds(
        15,
        random -> {
          var first =
              new PublishedMesh(
                  GeneratedMesh.of(GeneratedMesh.Size.SMALL, random.nextInt(5)).tree(), "dev");
          first.publishCatalog();
          first.tree = GeneratedMesh.of(GeneratedMesh.Size.SMALL, random.nextInt(5)).tree();
          if (random.nextBoolean()) {
            MemoryTree smaller = ((MemoryTree) first.tree).copy();
            smaller.files().stream()
                .map(file -> file.path())
                .filter(path -> path.startsWith("domains/domain-b/product-c/"))
                .toList()
                .forEach(smaller::without);
            first.tree = smaller;
          }
          first.publishCatalog();
          var fresh = new PublishedMesh(first.tree, "dev");
          fresh.publishCatalog();

          assertThat(contents(first)).isEqualTo(contents(fresh));
          assertThat(first.publishCatalog().isEmpty()).isTrue();
        });
  }

  private static Map<String, CatalogDocument> contents(PublishedMesh mesh) {
    var commit = new CommitDocument("any", "", "", Instant.EPOCH, "");
    Map<String, CatalogDocument> contents = new TreeMap<>();
    mesh.log
        .documents()
        .catalog()
        .forEach((key, document) -> contents.put(key, document.withCommit(commit)));
    return contents;
  }
}
