// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReaderUsesTest {

  private static final Instant AT = Instant.parse("2026-06-01T12:00:00Z");
  private static final PortName SCANS =
      new PortName(new ProductName("shop", "parcels"), "scans", 1);
  private static final String READER = "money/worker";

  private static Instant ago(Duration duration) {
    return AT.minus(duration);
  }

  private static GrantStatus grant(
      String name, @Nullable Instant written, @Nullable Instant last, @Nullable Long lag) {
    return GrantStatus.merged(
            "shop/parcels/" + name,
            "urn:weft:shop:parcels",
            READER,
            List.of("scans@v1"),
            "main",
            new CommitDocument("c", "Ada", "ada@example.org", AT, "A grant"))
        .withRights(written, written)
        .withUse(last, last, 10L, lag);
  }

  private static String text(GrantStatus... grants) {
    return ReaderUses.of("prod", List.of(grants), AT).of(READER, SCANS).text("money.worker.", AT);
  }

  @Test
  void tellsWhoReadsAndWhoDoesNot() {
    Instant once = ago(Duration.ofDays(40));

    assertThat(text(grant("a", once, ago(Duration.ofMinutes(2)), 5L)))
        .isEqualTo("live: last read 2 minutes ago by a group `money.worker.*`");
    assertThat(text(grant("a", once, once, 7L)))
        .isEqualTo("granted, not read for 40 days, and 7 records behind");
    assertThat(text(grant("a", once, null, null)))
        .isEqualTo("granted 40 days ago, and no group `money.worker.*` has read yet");
  }

  @Test
  void whoHasReadAllThereIsHasNotCeased() {
    assertThat(text(grant("a", null, ago(Duration.ofDays(3)), 0L)))
        .isEqualTo("live: has read all there is, the last 3 days ago by a group `money.worker.*`");
  }

  @Test
  void whatIsNotKnownIsNeverNotRead() {
    Instant once = ago(Duration.ofDays(40));
    String unknown = "not known whether it reads";

    assertThat(text()).isEqualTo(unknown);
    assertThat(text(grant("a", null, null, null))).isEqualTo(unknown);
    assertThat(text(grant("a", once, once, null))).isEqualTo(unknown);
    assertThat(text(grant("a", once, null, null).withMessage("Cluster `main` could not be read")))
        .isEqualTo(unknown);
    assertThat(text(grant("a", once, once, 7L).withMessage("Cluster `main` could not be read")))
        .isEqualTo(unknown);
  }

  @Test
  void oneOfTwoGrantsIsEnoughToRead() {
    Instant once = ago(Duration.ofDays(40));
    GrantStatus never = grant("a", once, null, null);

    assertThat(text(never, grant("b", once, ago(Duration.ofHours(3)), 5L)))
        .startsWith("live: last read 3 hours ago");
    assertThat(text(never, grant("b", null, null, null))).isEqualTo("not known whether it reads");
  }

  @Test
  void anEndedGrantSaysNothing() {
    assertThat(text(grant("a", AT, AT, 0L).withEnd(AT, "")))
        .isEqualTo("not known whether it reads");
  }
}
