// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.plan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.daemon.plan.Judge.Side;
import dev.weft.git.OverlayTree;
import dev.weft.governance.ChangeReport;
import dev.weft.governance.Notice;
import dev.weft.governance.Verdict;
import dev.weft.model.compatibility.ReaderUses;
import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceTree;
import dev.weft.provisioner.report.CheckJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proposed changes of the sample mesh.
class JudgeTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Path SAMPLE = sample();
  private static final String PROFILES = "domains/customers/profiles/";
  private static final String SCHEMA = PROFILES + "schemas/profile.avsc";
  private static final String PRODUCT = "domains/orders/orders/product.yaml";
  private static final String NAMES = "domains/reviews/enriched-reviews/product.yaml";
  private static final String CONSENT = "\"name\": \"marketing_consent\"";

  private final Map<String, Optional<byte[]>> edits = new HashMap<>();

  /// The tests run in the folder of the module, or in that of the project.
  private static Path sample() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("data-products"))) {
      folder = requireNonNull(folder.getParent());
    }
    return folder.resolve("data-products");
  }

  private void edit(String path, String old, String text) throws IOException {
    String before = Files.readString(SAMPLE.resolve(path));
    assertThat(before).contains(old);
    edits.put(path, Optional.of(before.replace(old, text).getBytes(StandardCharsets.UTF_8)));
  }

  private SourceTree tree() {
    return new OverlayTree(new DirectoryTree(SAMPLE), edits);
  }

  private static Side side(SourceTree tree) {
    LoadedMesh loaded = MeshLoader.load(tree);
    return new Side(loaded, loaded.resolve("dev", LocalDate.ofInstant(NOW, ZoneOffset.UTC)).mesh());
  }

  private static Judge judge(Optional<ReaderUses> uses) {
    return new Judge("dev", mesh -> uses.filter(_ -> mesh.environment().equals("dev")));
  }

  private ChangeReport proposed(Judge judge) {
    SourceTree tree = tree();
    return judge.change(side(new DirectoryTree(SAMPLE)), tree, MeshLoader.load(tree), NOW);
  }

  private JsonNode change(Optional<ReaderUses> uses) throws IOException {
    return new ObjectMapper().readTree(CheckJson.render(proposed(judge(uses)), "main"));
  }

  private Verdict verdict(Judge judge, @Nullable ChangeReport change) {
    Side after = side(tree());
    return judge.verdict(change, after.loaded(), requireNonNull(after.mesh()), NOW);
  }

  private static ReaderUses enricherReads() {
    GrantStatus grant =
        GrantStatus.merged(
                "customers/profiles/enricher",
                "urn:weft:customers:profiles",
                "reviews/enricher",
                List.of("profiles@v1"),
                "onprem",
                new CommitDocument("", "", "", Instant.EPOCH, ""))
            .withRights(NOW.minus(Duration.ofDays(9)), null)
            .withUse(NOW.minus(Duration.ofDays(8)), NOW.minus(Duration.ofMinutes(3)), 7L, 0L);
    return ReaderUses.of("dev", List.of(grant), NOW);
  }

  private static @Nullable JsonNode reader(JsonNode check, String name) {
    for (JsonNode reader : check.path("schemas").path(0).path("consumers")) {
      if (reader.path("name").asText().equals(name)) {
        return reader;
      }
    }
    return null;
  }

  @Test
  void aChangeNamesWhoReadsNow() throws IOException {
    edit(SCHEMA, CONSENT, "\"name\": \"consent\"");

    JsonNode check = change(Optional.of(enricherReads()));

    assertThat(check.path("readersFrom").asText()).isEqualTo("server");
    assertThat(check.path("blocked").asBoolean()).isTrue();
    JsonNode enricher = requireNonNull(reader(check, "reviews/enricher"));
    assertThat(enricher.path("verdict").asText()).isEqualTo("broken");
    assertThat(enricher.path("use").path("state").asText()).isEqualTo("live");
    assertThat(enricher.path("use").path("text").asText())
        .isEqualTo("live: last read 3 minutes ago by a group `reviews.enricher.*`");
    assertThat(
            requireNonNull(reader(check, "shipping/delay-watch"))
                .path("use")
                .path("state")
                .asText())
        .isEqualTo("unknown");
  }

  @Test
  void aChangeIsCheckedWithoutALogThatCanBeRead() throws IOException {
    edit(SCHEMA, CONSENT, "\"name\": \"consent\"");

    JsonNode check = change(Optional.empty());

    assertThat(check.path("readersFrom").asText()).isEqualTo("manifests");
    assertThat(check.path("blocked").asBoolean()).isTrue();
    assertThat(requireNonNull(reader(check, "reviews/enricher")).has("use")).isFalse();
  }

  /// After the merge it would be applied, which is what the plan is about; but it may not be
  /// merged.
  @Test
  void aChangeThatLoosensARuleIsJudgedByTheRuleOfBefore() throws IOException {
    String policy = "governance/policies/personal-data-is-not-kept.yaml";
    edit(NAMES, "retention: P30D", "retention: P365D");
    assertThat(change(Optional.empty()).path("blocked").asBoolean()).isTrue();
    edit(policy, "P90D", "P400D");
    Judge judge = judge(Optional.empty());

    ChangeReport change = proposed(judge);
    Verdict after = verdict(judge, change);

    assertThat(change.blocking()).isNotEmpty();
    assertThat(after.blockedProducts()).isEmpty();
  }

  @Test
  void whatHasNothingBeforeIsJudgedByItself() throws IOException {
    edit(NAMES, "retention: P30D", "retention: P365D");

    Verdict verdict = verdict(judge(Optional.empty()), null);

    assertThat(verdict.blockedProducts().keySet()).hasToString("[reviews/enriched-reviews]");
  }

  @Test
  void noticesHaveTheFixesThatHold() throws IOException {
    edit(PRODUCT, "retention: P30D}", "retention: PT1H}");
    Judge judge = judge(Optional.empty());
    ChangeReport change = proposed(judge);
    Verdict verdict = verdict(judge, change);

    List<Notice> notices = judge.notices(verdict, verdict.diagnostics(), change);

    assertThat(judge.notices(verdict, verdict.diagnostics(), null))
        .extracting(Notice::fix)
        .containsOnlyNulls();
    assertThat(notices)
        .extracting(Notice::fix)
        .filteredOn(Objects::nonNull)
        .extracting(fix -> requireNonNull(fix).words())
        .containsExactly("set `topic.retention` to `P3D`");
  }
}
