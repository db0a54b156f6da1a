// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonCommandsTest {

  private static final String COMMIT = "9f2c1a7b00112233445566778899aabbccddeeff";
  private static final String SEEN =
      """
      {"sequence": 1, "at": "2026-11-21T10:00:00.400Z", "type": "seen", "message": "",
       "commit": {"id": "%s", "author": "Olivia", "subject": "Keep for longer",
         "time": "2026-11-21T10:00:00Z"}}
      """
          .formatted(COMMIT);
  private static final String CHANGED =
      """
      {"sequence": 2, "at": "2026-11-21T10:00:00.900Z", "type": "changed", "message": "",
       "commit": {"id": "%s"},
       "change": {"subject": "urn:weft:reviews:raw", "action": "change", "kind": "alter-config",
         "resource": "topic reviews.raw on onprem", "values": ["retention.ms 1 → 2"],
         "outcome": "applied"}}
      """
          .formatted(COMMIT);
  private static final String LIVE =
      """
      {"sequence": 3, "at": "2026-11-21T10:00:00.900Z", "type": "pass", "message": "",
       "trigger": "commit", "result": "synced", "applied": 1, "commit": {"id": "%s"},
       "times": {"pass": 480, "sinceSeen": 500, "sinceCommit": 900}}
      """
          .formatted(COMMIT);

  @TempDir private Path home;

  private final FakeCatalog daemon = newDaemon();
  private final Shell shell = new Shell(Path.of("").toAbsolutePath());
  private final TimeZone zone = TimeZone.getDefault();

  private static FakeCatalog newDaemon() {
    try {
      return new FakeCatalog();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void signIn() {
    shell.environment.put("WEFT_TOKEN", "a-token-of-petra");
    shell.environment.put("WEFT_SERVER", daemon.url());
    shell.environment.put("HOME", home.toString());
  }

  @AfterEach
  void close() {
    daemon.close();
    TimeZone.setDefault(zone);
  }

  private static String events(String start, long next, String... events) {
    return "{\"environment\": \"dev\", \"daemon\": \"%s\", \"next\": %d, \"events\": [%s]}"
        .formatted(start, next, String.join(",", events));
  }

  @Test
  void watchesACommitUntilItIsLive() {
    daemon
        .answer("GET /api/v1/events?most=3", 200, events("a", 1, SEEN))
        .answer(
            "GET /api/v1/events?most=500&wait=PT20S&after=1", 200, events("a", 3, CHANGED, LIVE));

    Shell.Done done = shell.run("status", "--watch", "--until", COMMIT);

    assertThat(done.code()).isZero();
    assertThat(done.out().lines().map(line -> line.replaceFirst("^\\S+ +", "")))
        .containsExactly(
            "seen    9f2c1a7b Keep for longer by Olivia",
            "made    9f2c1a7b alter-config topic reviews.raw on onprem (retention.ms 1 → 2),"
                + " urn:weft:reviews:raw",
            "live    9f2c1a7b 1 change made and read back, 0.50 s after it was seen, 0.90 s after"
                + " the commit (commit, 0.48 s)");
  }

  @Test
  void watchesForMachinesWithOneObjectInEachLine() throws IOException {
    daemon.answer("GET /api/v1/events?most=3", 200, events("a", 3, SEEN, LIVE));

    Shell.Done done =
        shell.run("status", "--watch", "--format", "json", "--until", COMMIT.substring(0, 7));

    List<String> lines = done.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(ApiClient.JSON.readTree(lines.get(1)).path("result").asText()).isEqualTo("synced");
    assertThat(done.err()).isEmpty();
  }

  @Test
  void watchesOnWhenTheDaemonIsStartedAnew() {
    daemon
        .answer("GET /api/v1/events?most=3", 200, events("a", 900))
        .answer("GET /api/v1/events?most=500&wait=PT20S&after=900", 200, events("b", 3))
        .answer("GET /api/v1/events?most=500&wait=PT20S&after=0", 200, events("b", 3, SEEN, LIVE));

    Shell.Done done = shell.run("status", "--watch", "--until", COMMIT);

    assertThat(done.code()).isZero();
    assertThat(done.out()).contains("live    9f2c1a7b");
  }

  @Test
  void saysHowTheDaemonIsDoing() {
    daemon
        .answer("GET /api/v1/events?most=10", 200, events("a", 1, LIVE))
        .answer(
            "GET /api/v1/status",
            200,
            """
            {"environment": "dev", "revision": "%s", "leader": true, "lastPassResult": "waiting",
             "lastPassAt": "2026-11-21T10:00:01Z", "message": "`x`: needs an approval."}
            """
                .formatted(COMMIT))
        .answer(
            "GET /api/v1/pauses",
            200,
            """
            {"pauses": [{"subject": "cluster/onprem", "by": "petra", "reason": "Upgrade",
              "at": "2026-11-21T09:00:00Z", "until": "2026-11-21T12:00:00Z"}]}
            """)
        .answer(
            "GET /api/v1/products?size=10&condition=Ready%3DFalse",
            200,
            """
            {"total": 12, "products": [{"urn": "urn:weft:a:b", "cluster": "onprem", "conditions":
              [{"type": "Ready", "reason": "Suspended", "message": "It is paused."}]}]}
            """);

    Shell.Done done = shell.run("status");

    assertThat(done.code()).isZero();
    assertThat(done.out())
        .contains(
            "Environment dev\n",
            "last pass   waiting at 2026-11-21T10:00:01Z",
            "needs an approval.",
            "paused      cluster/onprem by petra since 2026-11-21T09:00:00Z, until",
            "not ready   urn:weft:a:b on onprem",
            "Suspended: It is paused.",
            "and 11 more",
            "Lately",
            "live    9f2c1a7b");
    assertThat(daemon.calls()).allMatch(call -> call.token().equals("Bearer a-token-of-petra"));
  }

  @Test
  void pausesAndResumes() {
    daemon
        .answer(
            "POST /api/v1/pauses",
            201,
            """
            {"subject": "urn:weft:reviews:raw", "by": "petra", "reason": "Moved by hand",
             "at": "2026-11-21T10:00:00Z", "until": "2026-11-21T12:00:00Z"}
            """)
        .answer("POST /api/v1/pauses/end", 204, "")
        .answer("POST /api/v1/products/reviews/raw/reconcile", 202, "")
        .answer("POST /api/v1/reconcile", 202, "");

    Shell.Done paused =
        shell.run("pause", "reviews/raw", "--reason", "Moved by hand", "--for", "PT2H");
    Shell.Done resumed = shell.run("resume", "reviews/raw");
    Shell.Done looked = shell.run("reconcile", "urn:weft:reviews:raw");
    Shell.Done all = shell.run("reconcile");
    Shell.Done nonsense = shell.run("pause", "Something", "--reason", "x");

    assertThat(paused.err() + resumed.err() + looked.err() + all.err()).isEmpty();
    assertThat(paused.out()).startsWith("Paused: urn:weft:reviews:raw by petra");
    assertThat(daemon.calls().getFirst().body())
        .isEqualTo(
            "{\"reason\":\"Moved by hand\",\"subject\":\"urn:weft:reviews:raw\","
                + "\"until\":\"2026-11-21T12:00:00Z\"}");
    assertThat(nonsense.code()).isEqualTo(1);
    assertThat(nonsense.err()).contains("DOMAIN/PRODUCT");
  }

  @Test
  void plansACommitThroughTheDaemon() {
    daemon.answer(
        "POST /api/v1/plans",
        200,
        """
        {"exitCode": 3, "environment": "prod",
         "diagnostics": [{"file": "a.yaml", "line": 3, "severity": "danger", "message": "Too short.",
           "fix": {"words": "set `a` to `2`"}}],
         "check": {"base": "main", "blocked": true, "schemas": [{"subject": "urn:weft:x:a:b:v1",
           "consumers": [
             {"name": "y/one", "verdict": "broken", "use": {"text": "live: last read today"}},
             {"name": "y/two", "verdict": "at-risk"}, {"name": "y/three", "verdict": "unaffected"}]}]},
         "plan": {"changes": [
          {"action": "create", "resource": "onprem/topic/a", "owner": "product:x/a",
           "reason": "It is not there.", "values": {"partitions": 3},
           "verdict": {"kind": "blocked", "message": "A policy forbids it."}}],
          "problems": [], "summary": {"create": 1, "blocked": 1}}}
        """);

    Shell.Done done = shell.run("plan", "--commit", COMMIT);

    assertThat(done.code()).isEqualTo(3);
    assertThat(done.out())
        .contains(
            "a.yaml:3: danger: Too short. — fix: set `a` to `2`",
            "Reader y/one of urn:weft:x:a:b:v1: broken; live: last read today.",
            "Reader y/two of urn:weft:x:a:b:v1: at-risk.",
            "The change may not be merged by the rules of main; `weft check` says why.",
            "create onprem/topic/a, product:x/a",
            "partitions 3",
            "blocked: A policy forbids it.",
            "Plan for prod: 1 to create, 0 to change, 0 to delete; 0 need an approval, 1 blocked.")
        .doesNotContain("y/three");
    assertThat(daemon.calls().getFirst().body()).isEqualTo("{\"commit\":\"" + COMMIT + "\"}");
  }

  @Test
  void plansWhatWasEditedInAClone() throws Exception {
    Path clone = Files.createDirectory(home.resolve("clone"));
    git(clone, "init", "--quiet");
    Files.writeString(clone.resolve("kept.yaml"), "a: 1");
    Files.writeString(clone.resolve("gone.yaml"), "a: 1");
    git(clone, "add", ".");
    git(
        clone,
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.com",
        "commit",
        "--quiet",
        "-m",
        "One");
    Files.delete(clone.resolve("gone.yaml"));
    Files.writeString(clone.resolve("kept.yaml"), "a: 2");
    Files.writeString(clone.resolve("new.yaml"), "a: 3");
    String head = Revision.git(clone, "rev-parse", "HEAD").orElseThrow();
    daemon.answer("POST /api/v1/plans", 200, "{\"exitCode\": 0, \"plan\": {}}");

    Shell.Done done = shell.run("plan", clone.toString());
    Shell.Done inside = shell.run("plan", Files.createDirectory(clone.resolve("in")).toString());

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(ApiClient.JSON.readTree(daemon.calls().getFirst().body()))
        .isEqualTo(
            ApiClient.JSON.readTree(
                """
                {"base": "%s", "files": [{"path": "gone.yaml"},
                  {"path": "kept.yaml", "content": "a: 2"},
                  {"path": "new.yaml", "content": "a: 3"}]}
                """
                    .formatted(head)));
    assertThat(inside.err()).contains("is not the root of a clone");
  }

  private static void git(Path directory, String... arguments) throws Exception {
    var command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start();
    assertThat(git.waitFor()).isZero();
  }

  @Test
  void showsDriftThatTheDaemonHasFound() {
    daemon.answer(
        "GET /api/v1/drift",
        200,
        """
        {"errors": [], "drift": {"environment": "prod", "owners": [
          {"owner": "product:shop/orders", "state": "drifted", "differences": ["partitions 3"]},
          {"owner": "product:shop/returns", "state": "in-sync", "differences": []}]}}
        """);

    Shell.Done done = shell.run("drift");

    assertThat(done.code()).isEqualTo(2);
    assertThat(done.out()).contains("drifted  shop/orders", "partitions 3", "1 in sync, 1 drifted");
  }

  @Test
  void readsTheAuditLogThroughTheDaemon() {
    daemon
        .answer(
            "GET /api/v1/audit?size=200",
            200,
            """
            {"records": [%s, %s], "next": 7, "chain": {}}
            """
                .formatted(record(9, "urn:weft:a:b"), record(8, "urn:weft:a:c")))
        .answer(
            "GET /api/v1/audit?size=200&before=7",
            200,
            "{\"records\": [%s], \"chain\": {}}".formatted(record(6, "urn:weft:a:b")))
        .answer(
            "GET /api/v1/audit/chain",
            200,
            "{\"isWhole\": false, \"records\": 9, \"breach\": \"offset 3: altered\"}");

    Shell.Done listed = shell.run("audit", "list", "--about", "a:b");
    Shell.Done verified = shell.run("audit", "verify");

    assertThat(listed.out().lines().filter(line -> line.contains("#")))
        .satisfiesExactly(
            first -> assertThat(first).contains("#6"), second -> assertThat(second).contains("#9"));
    assertThat(verified.code()).isEqualTo(1);
    assertThat(verified.out()).contains("tampered", "offset 3: altered");
  }

  private static String record(long sequence, String subject) {
    return """
    {"sequence": %d, "run": "r", "actor": "petra", "environment": "dev", "revision": "c",
     "at": "2026-11-21T10:00:00Z", "action": "pause", "subject": "%s", "detail": "Why.",
     "previous": "", "hash": ""}
    """
        .formatted(sequence, subject);
  }

  @Test
  void saysWhatTheDaemonSays() {
    daemon.answer(
        "POST /api/v1/pauses",
        403,
        "{\"title\": \"Not allowed\", \"detail\": \"The token has not the role.\"}");

    Shell.Done done = shell.run("pause", "all", "--reason", "x");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("The token has not the role.");
  }
}
