// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeamNamesTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void readsTheTeamsOfTheSample() {
    assertThat(TeamNames.of(Checkout.root()))
        .contains("reviews-team", "billing-team", "platform-team");
  }

  @Test
  void passesOverWhatIsNoTeam() {
    assertThat(TeamNames.parse("spec: {teams: [{name: b}, {title: nameless}, 7, {name: a}]}"))
        .containsExactly("a", "b");
    assertThat(TeamNames.parse("")).isEmpty();
    assertThat(TeamNames.parse("spec: none")).isEmpty();
  }

  @Test
  void saysWhichFileCannotBeRead() throws IOException {
    Path file = Files.createDirectories(folder.resolve("data-products")).resolve("teams.yaml");
    Files.writeString(file, "spec: [");

    assertThatThrownBy(() -> TeamNames.of(folder))
        .isInstanceOf(DevStackException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("weft validate");
  }
}
