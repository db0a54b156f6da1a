// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.git.BareRepository;
import dev.weft.git.Commits;
import dev.weft.git.testing.TestRepository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The mirror against a real Git repository that is served over HTTP.
class MirrorTest {

  private static final Duration NEVER = Duration.ofDays(1);
  private static final long PLENTY = 1 << 20;

  @TempDir private Path folder;

  private TestRepository origin;
  private GitServer server;
  private Path password;

  @BeforeEach
  void serves() throws IOException {
    origin = TestRepository.create(folder.resolve("origin.git"));
    server = new GitServer(origin.folder(), "s3cret-token");
    password = Files.writeString(folder.resolve("password"), "s3cret-token\n");
  }

  @AfterEach
  void ends() {
    server.close();
    origin.close();
  }

  private Mirror mirror() {
    return mirror(server.url(), password, PLENTY, "");
  }

  private Mirror mirror(URI url, @Nullable Path secret, long mostBytes, String accepted) {
    var remote =
        new Remote(url, "main", secret == null ? null : "weft", secret, mostBytes, accepted);
    return new Mirror(folder.resolve("mirror.git"), remote, NEVER, new SplittableRandom(1));
  }

  private Optional<ObjectId> head() throws IOException {
    try (Repository git = BareRepository.open(folder.resolve("mirror.git"))) {
      return Commits.branch(git, "main");
    }
  }

  @Test
  void followsTheBranch() throws IOException {
    try (Mirror mirror = mirror()) {
      mirror.refresh();
      assertThat(mirror.problem()).contains("it has no branch `main`");

      ObjectId first = origin.write("mesh.yaml", "a").commit("First");
      mirror.refresh();
      assertThat(mirror.problem()).isEmpty();
      assertThat(head()).contains(first);

      var _ = origin.write("mesh.yaml", "b").commit("Second");
      ObjectId third = origin.write("mesh.yaml", "c").commit("Third");
      mirror.refresh();
      assertThat(head()).contains(third);
    }
  }

  @Test
  void keepsWhatItHasWhileTheOtherSideIsAway() throws IOException {
    ObjectId first = origin.write("mesh.yaml", "a").commit("First");
    try (Mirror mirror = mirror()) {
      mirror.refresh();
      server.setAway(true);
      mirror.refresh();
      assertThat(mirror.problem()).contains("could not be fetched", server.url().toString(), "503");
      assertThat(head()).contains(first);

      ObjectId second = origin.write("mesh.yaml", "b").commit("Second");
      server.setAway(false);
      mirror.refresh();
      assertThat(mirror.problem()).isEmpty();
      assertThat(head()).contains(second);
    }
  }

  @Test
  void doesNotFollowABranchThatWasRewoundUntilSomebodySaysSo() throws IOException {
    ObjectId first = origin.write("mesh.yaml", "a").commit("First");
    ObjectId second = origin.write("mesh.yaml", "b").commit("Second");
    try (Mirror mirror = mirror()) {
      mirror.refresh();
      ObjectId other =
          origin.write("mesh.yaml", "x").commit("main", "Another history", List.of(first));
      mirror.refresh();
      assertThat(head()).contains(second);
      assertThat(mirror.problem())
          .contains("was rewound", second.getName(), "weft.remote.accepted=" + other.getName());

      try (Mirror told = mirror(server.url(), password, PLENTY, other.getName())) {
        told.refresh();
        assertThat(told.problem()).isEmpty();
        assertThat(head()).contains(other);
      }
    }
  }

  @Test
  void takesNoMoreThanItMay() throws IOException {
    byte[] noise = new byte[300_000];
    new SplittableRandom(3).nextBytes(noise);
    var _ = origin.write("large.bin", noise).commit("Large");
    try (Mirror mirror = mirror(server.url(), password, 100_000, "")) {
      mirror.refresh();
      assertThat(mirror.problem()).contains("more than 100,000 bytes", "weft.remote.most-bytes");
      assertThat(head()).isEmpty();
    }
    try (Mirror mirror = mirror()) {
      mirror.refresh();
      assertThat(mirror.problem()).isEmpty();
    }
  }

  @Test
  void neitherFollowsARedirectNorTellsThePassword() throws IOException {
    var _ = origin.write("mesh.yaml", "a").commit("First");
    try (Mirror mirror = mirror(server.url("moved.git"), password, PLENTY, "")) {
      mirror.refresh();
      assertThat(mirror.problem()).contains("could not be fetched").doesNotContain("s3cret");
      assertThat(server.fetches()).isZero();
    }
    Path wrong = Files.writeString(folder.resolve("wrong"), "wr0ng-token");
    try (Mirror mirror = mirror(server.url(), wrong, PLENTY, "")) {
      mirror.refresh();
      assertThat(mirror.problem()).contains("could not be fetched").doesNotContain("wr0ng");
    }
    Files.delete(wrong);
    try (Mirror mirror = mirror(server.url(), wrong, PLENTY, "")) {
      mirror.refresh();
      assertThat(mirror.problem()).contains(wrong.toString());
    }
    assertThat(head()).isEmpty();
  }

  @Test
  void fetchesAtOnceWhenAsked() throws IOException {
    var _ = origin.write("mesh.yaml", "a").commit("First");
    try (Mirror mirror = mirror()) {
      mirror.start();
      await().until(() -> Files.exists(folder.resolve("mirror.git/refs/heads/main")));
      ObjectId second = origin.write("mesh.yaml", "b").commit("Second");
      mirror.ask();
      await().untilAsserted(() -> assertThat(head()).contains(second));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://git.example.com/mesh.git",
        "file:///srv/mesh.git",
        "git://git.example.com/mesh.git",
        "ext::sh",
        "https://ada:secret@git.example.com/mesh.git"
      })
  void refusesAddressesThatAreNotSafe(String url) {
    assertThatThrownBy(() -> mirror(URI.create(url), null, PLENTY, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weft.remote.u")
        .hasMessageNotContaining("secret@");
  }
}
