// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.git;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.catalog.request.RequestStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// With the `git` program, real tokens and real passwords.
class GitHttpIT {

  private static final String PRODUCT = "domains/billing/invoices/product.yaml";

  private static RequestStack stack;
  private static GitCommand git;

  @BeforeAll
  static void start() throws Exception {
    stack = RequestStack.start();
    git = new GitCommand(stack.folder());
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void turnsAPushedBranchIntoAChangeRequestThatAColleagueApproves() throws Exception {
    // Given
    Path work = clone("carl", stack.token("carl"), "carl-work");
    edit(work, "retention", "Keep invoices longer");

    // When
    GitCommand.Result push = git.run(work, "push", "origin", "HEAD:retention");

    // Then
    push.requireSuccess();
    assertThat(push.errors()).contains("remote: Weft: change request ").contains("/changes/");
    JsonNode change = find("retention");
    int number = change.path("number").asInt();
    assertThat(change.path("author").asText()).isEqualTo("carl");
    assertThat(change.path("products").path(0).asText()).isEqualTo("billing/invoices");

    // When approved, and changed afterwards
    String first = change.path("head").asText();
    assertThat(
            stack
                .post("dora", "/change-requests/" + number + "/approve", Map.of("commit", first))
                .status())
        .isEqualTo(200);
    edit(work, "retention", "Keep invoices even longer");
    git.run(work, "push", "--force", "origin", "HEAD:retention").requireSuccess();

    // Then the approval is stale
    RequestStack.Answer merge =
        stack.post("carl", "/change-requests/" + number + "/merge", Map.of("commit", first));
    assertThat(merge.status()).isEqualTo(409);
    JsonNode page = stack.get("dora", "/change-requests/" + number).body();
    String second = page.path("head").asText();
    assertThat(page.path("approvals").path(0).path("isStale").asBoolean()).isTrue();
    RequestStack.Answer unapproved =
        stack.post("carl", "/change-requests/" + number + "/merge", Map.of("commit", second));
    assertThat(unapproved.status()).isEqualTo(403);
    assertThat(unapproved.body().path("detail").asText())
        .isEqualTo(
            "The approval of `billing-team` is missing: an earlier one was given to another commit.");

    // When approved again
    stack.post("dora", "/change-requests/" + number + "/approve", Map.of("commit", second));
    RequestStack.Answer merged =
        stack.post("carl", "/change-requests/" + number + "/merge", Map.of("commit", second));

    // Then it is in the main branch
    assertThat(merged.status()).as(merged.body().toString()).isEqualTo(200);
    git.run(work, "fetch", "-q", "origin").requireSuccess();
    assertThat(git.run(work, "log", "-1", "--format=%an%n%B", "origin/main").output())
        .startsWith("Carl")
        .contains("Change-Request: " + number)
        .contains("Approved-by: dora");
  }

  @Test
  void refusesThePushOfAStranger() throws Exception {
    Path work = clone("mallory", stack.token("mallory"), "mallory-work");
    edit(work, "mine", "Mine");

    GitCommand.Result push = git.run(work, "push", "origin", "HEAD:mine");

    assertThat(push.code()).isNotZero();
    assertThat(push.errors()).contains("mallory is in no team of teams.yaml");
  }

  @Test
  void refusesThePushToMain() throws Exception {
    Path work = clone("olivia", stack.token("olivia"), "olivia-work");
    edit(work, "quick", "Quick fix");

    GitCommand.Result push = git.run(work, "push", "origin", "HEAD:main");

    assertThat(push.code()).isNotZero();
    assertThat(push.errors()).contains("the main branch changes by merged change requests only");
  }

  @Test
  void takesThePasswordAndTheBearerTokenAndNothingElse() throws Exception {
    assertThat(list("petra", stack.password("petra")).code()).isZero();
    assertThat(
            git.run(
                    stack.folder(),
                    "-c",
                    "http.extraHeader=Authorization: Bearer " + stack.token("petra"),
                    "ls-remote",
                    stack.uri("/git/mesh.git").toString())
                .code())
        .isZero();
    assertThat(list("petra", "wrong").errors()).contains("Authentication failed");
    assertThat(list("petra", stack.token("olivia")).errors()).contains("Authentication failed");
    assertThat(list("nobody", "wrong").errors()).contains("Authentication failed");
    assertThat(stack.output())
        .doesNotContain(stack.password("petra"))
        .doesNotContain(stack.token("petra").substring(0, 40));
  }

  private static GitCommand.Result list(String user, String password) throws Exception {
    return git.run(stack.folder(), "ls-remote", url(user, password));
  }

  private static Path clone(String user, String password, String name) throws Exception {
    git.run(stack.folder(), "clone", "-q", url(user, password), name).requireSuccess();
    return stack.folder().resolve(name);
  }

  private static String url(String user, String password) {
    return stack
        .uri("/git/mesh.git")
        .toString()
        .replace("http://", "http://" + user + ":" + password + "@");
  }

  private static void edit(Path work, String branch, String message) throws Exception {
    git.run(work, "checkout", "-q", "-B", branch).requireSuccess();
    Path file = work.resolve(PRODUCT);
    Files.writeString(file, Files.readString(file) + "# " + message + "\n");
    git.run(work, "commit", "-q", "-a", "-m", message).requireSuccess();
  }

  private static JsonNode find(String branch) throws Exception {
    for (JsonNode change : stack.get("carl", "/change-requests?state=open").body()) {
      if (change.path("branch").asText().equals(branch)) {
        return change;
      }
    }
    throw new AssertionError("there is no change request for " + branch);
  }
}
