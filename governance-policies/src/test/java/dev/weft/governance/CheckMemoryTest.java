// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.policy.Point;
import dev.weft.model.load.LoadMemory;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceFile;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.name.ProductName;
import dev.weft.model.testing.CommitTree;
import dev.weft.model.testing.Edits;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A check that remembers the one before says the same as one that does not.
class CheckMemoryTest {

  private static final GeneratedMesh.Size SIZE = new GeneratedMesh.Size(3, 4, 2, 1);
  private static final String POLICY =
      """
      apiVersion: weft.dev/v1
      kind: Policy
      metadata: {name: has-tags}
      spec:
        description: Products are tagged.
        severity: warning
        mode: enforce
        checks:
          - id: tagged
            assert: product.tags.size() > %d
            say: The product {product.id} has no tags
            at: metadata.tags
      """;

  private static final String TERMED = "Identity.\", \"term\": \"record-id\"";
  private static final String LOOKS_AROUND =
      """

        description: Tells all that it sees.
        severity: warning
        mode: enforce
        checks:
          - id: seen
            assert: "false"
            say: >-
              {product.team.title} reads {product.reads.map(one, one.classification)}, grants
              {grants.map(one, one.consumerTeam.title + one.reason)} and has
              {fields.map(one, one.term)} of {terms.map(name, terms[name].issuers.size())} at
              {ports.map(one, one.places.map(place, place.classification).join(' '))}
      """;

  private final LoadMemory loads = new LoadMemory();
  private final CheckMemory checks = new CheckMemory();
  private final MemoryTree tree = GeneratedMesh.of(SIZE, 7).tree();
  private Instant now = GeneratedMesh.TODAY.atStartOfDay(ZoneOffset.UTC).toInstant();

  private static final List<Point> BOTH = List.of(Point.APPLY, Point.SCAN);

  @Test
  void severalPointsGetWhatEachWouldGetAlone() {
    tree.with("governance/policies/has-tags.yaml", moded("{apply: 'off', scan: warn}"));
    tree.with(
        "governance/policies/has-tags-too.yaml",
        moded("{apply: enforce, scan: 'off'}").replace("name: has-tags", "name: has-tags-too"));
    tree.with(
        "governance/policies/broken.yaml",
        moded("{apply: warn, scan: enforce}")
            .replace("name: has-tags", "name: broken")
            .replace("product.tags", "product.tgas"));
    for (int i = 0; i < 2; i++) {
      LoadedMesh mesh = MeshLoader.load(new CommitTree(tree), loads);
      EnvironmentMesh environment = resolved(mesh);
      List<Verdict> both = Governance.of(mesh, checks).check(environment, BOTH, now);

      assertThat(both)
          .containsExactly(
              Governance.of(mesh).check(environment, Point.APPLY, now),
              Governance.of(mesh).check(environment, Point.SCAN, now));
      assertThat(policies(both.getFirst())).contains("has-tags-too").doesNotContain("has-tags");
      assertThat(policies(both.getLast())).contains("has-tags").doesNotContain("has-tags-too");
    }
  }

  private static List<String> policies(Verdict verdict) {
    return verdict.findings().stream().map(Finding::policy).distinct().toList();
  }

  private static String moded(String modes) {
    return POLICY.formatted(9).replace("mode: enforce", "mode: enforce\n  modes: " + modes);
  }

  private Verdict remembered() {
    LoadedMesh mesh = MeshLoader.load(new CommitTree(tree), loads);
    return Governance.of(mesh, checks).check(resolved(mesh), Point.APPLY, now);
  }

  private Verdict anew() {
    LoadedMesh mesh = MeshLoader.load(tree);
    return Governance.of(mesh).check(resolved(mesh), Point.APPLY, now);
  }

  private static EnvironmentMesh resolved(LoadedMesh mesh) {
    return Objects.requireNonNull(mesh.resolve("prod", GeneratedMesh.TODAY).mesh());
  }

  private void edit(String path, String from, String to) {
    String text = tree.text(path);
    MemoryTree unused = tree.with(path, text.replace(from, to));
  }

  private static String product(SplittableRandom random) {
    return "domains/%s/%s/"
        .formatted(
            GeneratedMesh.domain(random.nextInt(3)), GeneratedMesh.product(random.nextInt(4)));
  }

  private void change(SplittableRandom random) {
    String folder = product(random);
    switch (random.nextInt(10)) {
      case 0 -> edit(folder + "docs/README.md", "One record", "TODO");
      case 1 -> edit(folder + "docs/README.md", "TODO", "One record");
      case 2 -> edit(folder + "product.yaml", "purposes: [analytics]", "purposes: []");
      case 3 -> edit(folder + "product.yaml", "spec:", "# moves everything down\nspec:");
      case 4 -> edit(folder + "schemas/port-a.avsc", "Identity.", "");
      case 5 -> edit(folder + "access/grant-a.yaml", "Reports of the week", "Reports");
      case 6 -> edit("teams.yaml", ", email: team@example.com", "");
      case 7 -> {
        MemoryTree unused =
            tree.with("governance/policies/has-tags.yaml", POLICY.formatted(random.nextInt(2)));
      }
      case 8 -> edit(folder + "product.yaml", "spec:\n  type", "spec:\n  status: retired\n  type");
      default -> now = now.plus(Duration.ofDays(random.nextInt(200)));
    }
  }

  /// Benchmarks and tests count on that.
  @Test
  void aGeneratedMeshKeepsThePoliciesThatComeWithWeft() {
    LoadedMesh mesh =
        MeshLoader.load(GeneratedMesh.of(new GeneratedMesh.Size(6, 8, 3, 2), 3).tree());

    Verdict verdict = Governance.of(mesh).check(resolved(mesh), Point.APPLY, now);

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void saysTheSameAfterAnyChange(long seed) {
    var random = new SplittableRandom(seed);
    int findings = 0;
    for (int i = 0; i < 25; i++) {
      change(random);
      Verdict verdict = anew();
      assertThat(remembered()).as("after change %d", i).isEqualTo(verdict);
      findings += verdict.findings().size();
    }
    assertThat(findings).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void saysTheSameOfAnyMesh(long seed) {
    put("policies/looks-around", "Policy", LOOKS_AROUND);
    var random = new SplittableRandom(seed);
    var edits = new Edits(tree, random);
    int findings = 0;
    for (int i = 0; i < 40; i++) {
      edits.next();
      if (random.nextInt(4) == 0) {
        now = now.plus(Duration.ofDays(random.nextInt(30)));
      }
      LoadedMesh mesh = MeshLoader.load(new CommitTree(tree), loads);
      LoadedMesh other = MeshLoader.load(tree);
      EnvironmentMesh environment = mesh.resolve("prod", GeneratedMesh.TODAY).mesh();
      EnvironmentMesh anew = other.resolve("prod", GeneratedMesh.TODAY).mesh();
      if (environment == null || anew == null) {
        continue;
      }

      List<Verdict> remembered = Governance.of(mesh, checks).check(environment, BOTH, now);

      List<Verdict> verdicts = Governance.of(other).check(anew, BOTH, now);
      assertThat(remembered).as("after edit %d", i).isEqualTo(verdicts);
      findings += verdicts.getFirst().findings().size();
    }
    assertThat(findings).isPositive();
  }

  /// Whoever issues or carries a term is known to all who use it, and who owns an application to
  /// all who grant it something.
  @Test
  void seesAnewWhatIsMadeFromOtherThings() {
    put("policies/looks-around", "Policy", LOOKS_AROUND);
    put("terms/record-id", "Term", "{type: string, description: Names a record., owner: team-a}");
    Set<List<Finding>> seen = new HashSet<>();
    seen.add(remembered().findings());
    List<Runnable> changes =
        List.of(
            () -> edit("domains/domain-a/product-a/schemas/port-a.avsc", "Identity.\"", TERMED),
            () ->
                edit(
                    "domains/domain-a/applications/writer-a.yaml",
                    "spec:",
                    "spec:\n  owner: team-b"),
            () ->
                edit(
                    "domains/domain-a/product-a/product.yaml",
                    "- name",
                    "- classification: public\n      name"),
            () -> edit("teams.yaml", "name: team-b,", "name: team-b, title: Bees,"),
            () -> edit("mesh.yaml", "cloud: {}", "cloud: {classification: restricted}"),
            () -> grants("Reports of the week", "Numbers"));
    for (Runnable change : changes) {
      change.run();

      Verdict verdict = remembered();

      assertThat(verdict).isEqualTo(anew());
      assertThat(verdict.findings().toString()).contains("reads");
      seen.add(verdict.findings());
    }
    assertThat(seen).hasSizeGreaterThan(3);
  }

  private void put(String name, String kind, String spec) {
    MemoryTree unused =
        tree.with(
            "governance/" + name + ".yaml",
            "apiVersion: weft.dev/v1\nkind: %s\nmetadata: {name: %s}\nspec: %s"
                .formatted(kind, name.substring(name.indexOf('/') + 1), spec));
  }

  /// A grant may last 400 days from whenever one looks.
  @Test
  void asksAgainAboutWhatHangsOnTheTime() {
    grants("2027-06-30", "2028-01-10");
    now = now.plus(Duration.ofDays(20));
    assertThat(remembered().findings()).isEmpty();

    now = now.minus(Duration.ofDays(20));

    assertThat(remembered().findings()).isNotEmpty();
    assertThat(remembered()).isEqualTo(anew());
  }

  @Test
  void findsThePlaceAgainThatHasMoved() {
    grants("Reports of the week", "Reports");
    Verdict before = remembered();

    grants("  reason:", "  # why\n  reason:");

    assertThat(before.findings()).isNotEmpty();
    assertThat(remembered()).isEqualTo(anew()).isNotEqualTo(before);
  }

  @Test
  void asksAgainAboutWhatHangsOnOtherProductsOfTheDomain() {
    MemoryTree unused =
        tree.with(
            "governance/policies/cost-stays-in-bounds.yaml",
            """
            apiVersion: weft.dev/v1
            kind: Policy
            metadata: {name: cost-stays-in-bounds}
            spec: {basedOn: cost-stays-in-bounds, params: {replicas: 0}}
            """);
    Verdict before = remembered();

    edit(
        "domains/domain-a/product-b/product.yaml",
        "spec:\n  type",
        "spec:\n  status: retired\n  type");

    ProductName other = new ProductName("domain-a", "product-a");
    assertThat(remembered()).isEqualTo(anew());
    assertThat(remembered().of(other)).isNotEmpty().isNotEqualTo(before.of(other));
    ProductName elsewhere = new ProductName("domain-b", "product-a");
    assertThat(remembered().of(elsewhere)).isNotEmpty().isEqualTo(before.of(elsewhere));
  }

  private void grants(String from, String to) {
    tree.files().stream()
        .map(SourceFile::path)
        .filter(path -> path.contains("/access/"))
        .forEach(path -> edit(path, from, to));
  }

  @Test
  void compilesPoliciesOnceForAsLongAsNoneChanges() {
    tree.with("governance/policies/has-tags.yaml", POLICY.formatted(0));
    LoadedMesh first = MeshLoader.load(new CommitTree(tree), loads);
    edit("domains/domain-a/product-a/product.yaml", "spec:", "# a word\nspec:");
    LoadedMesh second = MeshLoader.load(new CommitTree(tree), loads);
    edit("governance/policies/has-tags.yaml", "warning", "danger");
    LoadedMesh third = MeshLoader.load(new CommitTree(tree), loads);

    assertThat(checks.policies(second)).isSameAs(checks.policies(first));
    assertThat(checks.policies(third)).isNotSameAs(checks.policies(second));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void judgesChangesAsIfNothingWereRemembered(long seed) {
    var random = new SplittableRandom(seed);
    var memory = new ChangeMemory();
    int introduced = 0;
    for (int round = 0; round < 25; round++) {
      MemoryTree before = tree.copy();
      change(random);
      change(random);
      LoadedMesh base = MeshLoader.load(new CommitTree(before), loads);
      LoadedMesh head = MeshLoader.load(new CommitTree(tree), loads);

      ChangeReport remembered = ChangeCheck.of(base, head, Circumstances.UNKNOWN, now, memory);

      ChangeReport anew = ChangeCheck.of(MeshLoader.load(before), MeshLoader.load(tree), now);
      assertThat(remembered.introduced()).as("round %d", round).isEqualTo(anew.introduced());
      assertThat(remembered.fixed()).as("round %d", round).isEqualTo(anew.fixed());
      assertThat(remembered.unchanged()).as("round %d", round).isEqualTo(anew.unchanged());
      introduced += anew.introduced().size();
      if (random.nextBoolean()) {
        // The change is given up.
        before.files().forEach(file -> restore(before, file.path()));
      }
    }
    assertThat(introduced).isPositive();
  }

  /// One branch, several changes of it, and days on which grants end.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void judgesChangesOfOneBranchAsIfNothingWereRemembered(long seed) {
    var random = new SplittableRandom(seed);
    var memory = new ChangeMemory();
    int introduced = 0;
    for (int round = 0; round < 6; round++) {
      change(random);
      MemoryTree before = tree.copy();
      LoadedMesh base = MeshLoader.load(new CommitTree(before), loads);
      for (int number = 0; number < 4; number++) {
        change(random);
        shared(random);
        LoadedMesh head = MeshLoader.load(new CommitTree(tree), loads);

        ChangeReport remembered = ChangeCheck.of(base, head, Circumstances.UNKNOWN, now, memory);

        ChangeReport anew = ChangeCheck.of(MeshLoader.load(before), MeshLoader.load(tree), now);
        assertThat(remembered.introduced()).as("round %d", round).isEqualTo(anew.introduced());
        assertThat(remembered.fixed()).as("round %d", round).isEqualTo(anew.fixed());
        assertThat(remembered.unchanged()).as("round %d", round).isEqualTo(anew.unchanged());
        assertThat(remembered.products()).as("round %d", round).isEqualTo(anew.products());
        assertThat(remembered.reviewers()).as("round %d", round).isEqualTo(anew.reviewers());
        introduced += anew.introduced().size();
        if (random.nextBoolean()) {
          before.files().forEach(file -> restore(before, file.path()));
        }
      }
    }
    assertThat(introduced).isPositive();
  }

  /// Changes what facts of many products are made of.
  private void shared(SplittableRandom random) {
    switch (random.nextInt(6)) {
      case 0 -> edit("mesh.yaml", "{onprem: {}}", "{onprem: {classification: public}}");
      case 1 -> edit("mesh.yaml", "{onprem: {classification: public}}", "{onprem: {}}");
      case 2 -> {
        MemoryTree unused =
            tree.with(
                "governance/terms/shop-id.yaml",
                """
                apiVersion: weft.dev/v1
                kind: Term
                metadata: {name: shop-id}
                spec: {type: string, description: A shop., synonyms: [%s]}
                """
                    .formatted(random.nextBoolean() ? "id" : "name"));
      }
      case 3 -> edit("mesh.yaml", "retention: P7D", "retention: P8D");
      case 4 -> now = now.plus(Duration.ofHours(random.nextInt(48)));
      default -> edit(product(random) + "product.yaml", "schemas/port-a", "schemas/port-b");
    }
  }

  private void restore(MemoryTree from, String path) {
    MemoryTree unused = tree.with(path, from.text(path));
  }
}
