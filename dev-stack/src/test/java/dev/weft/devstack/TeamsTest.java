// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeamsTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void readsTheTeamsOfTheSampleAndTheirMembers() {
    Teams teams = Teams.of(SampleMesh.in(Checkout.root()));

    assertThat(teams.names()).contains("reviews-team", "billing-team", "platform-team");
    assertThat(teams.membersOf("reviews-team")).contains("ines.carvalho@example.com");
    assertThat(teams.membersOf("nobody")).isEmpty();
    assertThat(Teams.ownerOf(SampleMesh.in(Checkout.root()).resolve("domains/reviews")))
        .isEqualTo("reviews-team");
  }

  @Test
  void passesOverWhatIsNoTeam() {
    assertThat(names("spec: {teams: [{name: b}, {title: nameless}, 7, {name: a}]}"))
        .containsExactly("a", "b");
    assertThat(names("")).isEmpty();
    assertThat(names("spec: none")).isEmpty();
    assertThat(Teams.of(folder).names()).isEmpty();
  }

  @Test
  void saysWhichFileCannotBeRead() throws IOException {
    Path file = Files.writeString(folder.resolve("teams.yaml"), "spec: [");

    assertThatThrownBy(() -> Teams.of(folder))
        .isInstanceOf(DevStackException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("weft validate");
  }

  private static List<String> names(String yaml) {
    return Teams.parse(Teams.yaml(yaml)).names();
  }
}
