// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.git;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weft.catalog.forge.Change;
import dev.weft.catalog.forge.LocalForge;
import dev.weft.catalog.forge.Person;
import dev.weft.catalog.forge.TestMesh;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the `git` program as the client, over a server of the test that trusts everybody.
class GitTransportTest {

  private static final String FILE = "domains/billing/ledger/product.yaml";

  @TempDir private Path folder;
  private TestMesh mesh;
  private LocalForge forge;
  private HttpServer server;
  private Person person = TestMesh.CARL;
  private GitCommand git;

  @BeforeEach
  void serve() throws Exception {
    mesh = TestMesh.in(folder.resolve("mesh.git"));
    forge = mesh.forge();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    git = new GitCommand(folder);
    git.run(folder, "clone", url(), "work").requireSuccess();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    mesh.close();
  }

  @Test
  void clonesTheMainBranch() {
    assertThat(folder.resolve("work/mesh.yaml")).isRegularFile();
  }

  @Test
  void opensAChangeRequestForAPushedBranch() throws Exception {
    // Given
    edit("ledger", "a: 1\n");

    // When
    GitCommand.Result result = git.run(work(), "push", "origin", "HEAD:ledger");

    // Then
    result.requireSuccess();
    assertThat(result.errors())
        .contains("remote: Weft: change request 1: Add the ledger")
        .contains("remote:   http://catalog/changes/1");
    Change change = forge.require(1);
    assertThat(change.header().author().name()).isEqualTo("carl");
    assertThat(change.header().branch()).isEqualTo("ledger");
    assertThat(change.isOpen()).isTrue();
    assertThat(forge.touched(change)).containsExactly(FILE);
  }

  @Test
  void followsABranchThatIsPushedAgain() throws Exception {
    edit("ledger", "a: 1\n");
    git.run(work(), "push", "origin", "HEAD:ledger").requireSuccess();
    forge.approve(
        1,
        Person.of("dora", "Dora", null, List.of("billing-team")),
        forge.require(1).requireHead());
    edit("ledger", "a: 2\n");

    git.run(work(), "push", "--force", "origin", "HEAD:ledger").requireSuccess();

    assertThat(forge.list()).hasSize(1);
    assertThat(forge.standing(forge.require(1)).whatIsMissing())
        .contains("an earlier one was given to another commit");
  }

  @Test
  void refusesThePushToMain() throws Exception {
    edit("ledger", "a: 1\n");
    String before = forge.base();

    GitCommand.Result result = git.run(work(), "push", "origin", "HEAD:main");

    assertThat(result.code()).isNotZero();
    assertThat(result.errors()).contains("the main branch changes by merged change requests only");
    assertThat(forge.base()).isEqualTo(before);
  }

  @Test
  void refusesThePushOfAStranger() throws Exception {
    edit("ledger", "a: 1\n");
    person = TestMesh.MALLORY;

    GitCommand.Result result = git.run(work(), "push", "origin", "HEAD:ledger");

    assertThat(result.code()).isNotZero();
    assertThat(result.errors()).contains("mallory is in no team of teams.yaml");
    assertThat(forge.list()).isEmpty();
    assertThat(mesh.repository().exactRef("refs/heads/ledger")).isNull();
  }

  @Test
  void refusesToRemoveSomebodyElsesBranch() throws Exception {
    edit("ledger", "a: 1\n");
    git.run(work(), "push", "origin", "HEAD:ledger").requireSuccess();
    person = TestMesh.OLIVIA;

    GitCommand.Result result = git.run(work(), "push", "origin", ":ledger");

    assertThat(result.code()).isNotZero();
    assertThat(result.errors()).contains("belongs to carl (change request 1)");
  }

  @Test
  void withdrawsTheChangeOfABranchThatItsAuthorRemoves() throws Exception {
    edit("ledger", "a: 1\n");
    git.run(work(), "push", "origin", "HEAD:ledger").requireSuccess();

    GitCommand.Result result = git.run(work(), "push", "origin", ":ledger");

    result.requireSuccess();
    assertThat(result.errors()).contains("change request 1 is withdrawn");
    assertThat(forge.require(1).state()).isEqualTo(Change.State.WITHDRAWN);
  }

  @Test
  void refusesASymbolicLink() throws Exception {
    Files.createSymbolicLink(work().resolve("link"), Path.of("/etc/passwd"));
    git.run(work(), "add", "link").requireSuccess();
    git.run(work(), "commit", "-m", "Add a link").requireSuccess();

    GitCommand.Result result = git.run(work(), "push", "origin", "HEAD:link");

    assertThat(result.code()).isNotZero();
    assertThat(result.errors()).contains("link is a symbolic link");
  }

  @Test
  void refusesAnObjectThatIsTooLarge() throws Exception {
    byte[] large = new byte[3 << 20];
    new java.util.Random(1).nextBytes(large);
    Files.write(work().resolve("large.bin"), large);
    git.run(work(), "add", "large.bin").requireSuccess();
    git.run(work(), "commit", "-m", "Add a file").requireSuccess();

    GitCommand.Result result = git.run(work(), "push", "origin", "HEAD:large");

    assertThat(result.code()).isNotZero();
    assertThat(forge.list()).isEmpty();
    assertThat(mesh.repository().exactRef("refs/heads/large")).isNull();
  }

  @Test
  void hidesWeftsOwnReferences() throws Exception {
    edit("ledger", "a: 1\n");
    git.run(work(), "push", "origin", "HEAD:ledger").requireSuccess();

    GitCommand.Result result = git.run(work(), "ls-remote", "origin");

    assertThat(result.output())
        .contains("refs/heads/main")
        .contains("refs/heads/ledger")
        .doesNotContain("refs/weft");
    assertThat(mesh.repository().exactRef("refs/weft/changes/1")).isNotNull();
  }

  private void edit(String branch, String content) throws Exception {
    git.run(work(), "checkout", "-q", "-B", branch, "origin/main").requireSuccess();
    Files.createDirectories(work().resolve(FILE).getParent());
    Files.writeString(work().resolve(FILE), content);
    git.run(work(), "add", ".").requireSuccess();
    git.run(work(), "commit", "-m", "Add the ledger").requireSuccess();
  }

  private Path work() {
    return folder.resolve("work");
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/mesh.git";
  }

  private void answer(HttpExchange exchange) throws IOException {
    GitTransport transport =
        new GitTransport(mesh.repository(), forge, forge.pushRules(), GitLimits.USUAL);
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
    List<String> parameters = protocol == null ? List.of() : List.of(protocol.split(":"));
    boolean isPush = path.endsWith(GitTransport.RECEIVE) || query.endsWith(GitTransport.RECEIVE);
    String service = isPush ? GitTransport.RECEIVE : GitTransport.UPLOAD;
    boolean isList = path.endsWith("/info/refs");
    InputStream in =
        "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
            ? new GZIPInputStream(exchange.getRequestBody())
            : exchange.getRequestBody();
    exchange
        .getResponseHeaders()
        .set("Content-Type", "application/x-" + service + (isList ? "-advertisement" : "-result"));
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      if (isList && isPush) {
        transport.advertiseForPush(person, out);
      } else if (isList) {
        transport.advertiseForFetch(parameters, out);
      } else if (isPush) {
        transport.push(person, n -> "http://catalog/changes/" + n, in, out);
      } else {
        transport.fetch(parameters, in, out);
      }
    }
  }
}
