// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.catalog.view.Finding;
import dev.weft.git.OverlayTree;
import dev.weft.governance.ChangeCheck;
import dev.weft.model.compatibility.ReaderUses;
import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.StatusDocument;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The sample mesh, where a field of the enriched reviews gets another name.
class ReaderNotesTest {

  private static final SourceTree SAMPLE = AccessRulesTest.SAMPLE;
  private static final String SCHEMA =
      "domains/reviews/enriched-reviews/schemas/enriched-review.avsc";
  private static final Instant NOW = AccessRulesTest.TODAY.atStartOfDay(ZoneOffset.UTC).toInstant();

  private static List<String> notes(StatusDocument... known) throws IOException {
    String text = new String(SAMPLE.read(SCHEMA), StandardCharsets.UTF_8);
    byte[] changed = text.replace("\"sku\"", "\"article\"").getBytes(StandardCharsets.UTF_8);
    var proposed = new OverlayTree(SAMPLE, Map.of(SCHEMA, Optional.of(changed)));
    var report = ChangeCheck.of(MeshLoader.load(SAMPLE), MeshLoader.load(proposed), NOW);
    return ReaderNotes.of(report.schemas().getFirst(), ReaderUses.of("dev", List.of(known), NOW))
        .stream()
        .peek(note -> assertThat(note.blocking()).isFalse())
        .map(Finding::message)
        .toList();
  }

  @Test
  void saysHowEachReaderReadsAtPresent() throws IOException {
    GrantStatus read =
        GrantStatus.merged(
                "reviews/enriched-reviews/care-alerts",
                "urn:weft:reviews:enriched-reviews",
                "customers/care-alerts",
                List.of("enriched@v1"),
                "onprem",
                new CommitDocument("c", "Ada", "ada@example.org", NOW, "A grant"))
            .withRights(NOW, NOW)
            .withUse(NOW, NOW.minus(Duration.ofMinutes(2)), 4L, 0L);

    assertThat(notes(read))
        .contains(
            "`customers/care-alerts` is broken by the new schema of"
                + " `reviews/enriched-reviews/enriched@v1`; live: last read 2 minutes ago by a group"
                + " `customers.care-alerts.*`.");
  }

  @Test
  void neverSaysNotReadWhenThatIsNotKnown() throws IOException {
    assertThat(notes())
        .isNotEmpty()
        .allMatch(note -> note.endsWith("; not known whether it reads."));
  }
}
