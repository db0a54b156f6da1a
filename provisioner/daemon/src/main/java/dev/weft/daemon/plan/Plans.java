// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.daemon.loop.Engine;
import dev.weft.daemon.source.MeshRepository;
import dev.weft.daemon.web.ProblemException;
import dev.weft.git.OverlayTree;
import dev.weft.git.PathChange;
import dev.weft.governance.ChangeReport;
import dev.weft.governance.Finding;
import dev.weft.governance.Notice;
import dev.weft.governance.Verdict;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.Resolution;
import dev.weft.model.load.SourceTree;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.environment.Goal;
import dev.weft.provisioner.report.CheckJson;
import dev.weft.provisioner.report.DiagnosticJson;
import dev.weft.provisioner.report.PlanJson;
import dev.weft.provisioner.report.PlanView;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// Plans for change requests. Writes nothing, anywhere.
///
/// The same question within half a minute is answered with the same plan, unless a pass changed the
/// servers meanwhile.
public final class Plans {

  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final int MOST_AT_ONCE = 2;
  private static final int ERROR = 1;
  private static final int BLOCKED = 3;

  private final String environment;
  private final Judge judge;
  private final MeshRepository repository;
  private final Engine engine;
  private final Clock clock;
  private final ObjectMapper json = new ObjectMapper();
  private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);
  private final AnswerCache answers;

  /// @param environment whose servers are asked
  /// @param readers who reads what there
  /// @param nanos for the age of answers
  public Plans(
      String environment,
      MeshRepository repository,
      Readers readers,
      Engine engine,
      Clock clock,
      java.util.function.LongSupplier nanos) {
    this.environment = environment;
    this.judge = new Judge(environment, readers);
    this.repository = repository;
    this.engine = engine;
    this.clock = clock;
    this.answers = new AnswerCache(FRESH, nanos);
  }

  /// Forgets earlier answers, since the servers have changed.
  public void forget() {
    answers.clear();
  }

  /// What would be done.
  ///
  /// @throws ProblemException when the request is wrong, or names a commit that is not there
  /// @throws IOException when the repository cannot be read
  public PlanAnswer plan(PlanRequest request) throws IOException {
    String commit = request.commit();
    List<PlanRequest.Edit> files = request.files();
    if (commit != null) {
      if (files != null || request.base() != null) {
        throw new ProblemException(
            400, "Not understood", "Give `commit` alone, or `base` with `files`.");
      }
      return plan(require(commit));
    }
    Edits edits = Edits.of(files == null ? List.of() : files);
    String base = request.base();
    return plan(require(base == null ? repository.branch() : base), edits);
  }

  private ObjectId require(String name) throws IOException {
    return repository
        .find(name)
        .orElseThrow(() ->
            new ProblemException(
                404,
                "No such commit",
                "The mesh repository has no commit `%s`. Give a full id, or `%s`; push it first."
                    .formatted(abbreviated(name), repository.branch())));
  }

  private static String abbreviated(String name) {
    int most = 80;
    return name.length() > most ? name.substring(0, most) + "…" : name;
  }

  private PlanAnswer plan(ObjectId commit) throws IOException {
    @Nullable ObjectId head = repository.head().orElse(null);
    String key = commit.name() + " " + (head == null ? "" : head.name());
    PlanAnswer known = answers.get(key);
    if (known != null) {
      return known;
    }
    List<String> paths =
        head == null
            ? List.of()
            : repository.changesSince(head, commit).stream().map(PathChange::path).toList();
    // What the branch got since is none of the commit's doing.
    @Nullable ObjectId base = head == null ? null : repository.fork(head, commit).orElse(head);
    PlanAnswer answer =
        answer(repository.tree(commit), new Question(commit.name(), base, commit.name(), paths));
    answers.put(key, answer);
    return answer;
  }

  private PlanAnswer plan(ObjectId base, Edits edits) throws IOException {
    String digest = edits.digest();
    String key = base.name() + "+" + digest;
    PlanAnswer known = answers.get(key);
    if (known != null) {
      return known;
    }
    PlanAnswer answer =
        answer(
            new OverlayTree(repository.tree(base), edits.files()),
            new Question(null, base, "files-" + digest, List.copyOf(edits.files().keySet())));
    answers.put(key, answer);
    return answer;
  }

  /// @param base what it is compared with
  /// @param revision what the plan is called
  /// @param paths what is edited
  private record Question(
      @Nullable String commit, @Nullable ObjectId base, String revision, List<String> paths) {}

  private PlanAnswer answer(SourceTree tree, Question question) throws IOException {
    places.acquireUninterruptibly();
    try {
      Instant now = clock.instant();
      LoadedMesh loaded = MeshLoader.load(tree);
      Judge.@Nullable Side before = before(question.base());
      @Nullable ChangeReport change =
          before == null ? null : judge.change(before, tree, loaded, now);
      @Nullable JsonNode check = change == null ? null : check(change, question);
      Resolution resolution = loaded.resolve(environment, today());
      EnvironmentMesh mesh = resolution.mesh();
      if (mesh == null) {
        List<Notice> notices = Verdict.EMPTY.notices(resolution.diagnostics(), environment);
        return answer(question, ERROR, null, notices, Verdict.EMPTY, check);
      }
      Verdict verdict = judge.verdict(change, loaded, mesh, now);
      Goal goal = Goal.of(mesh, resolution.diagnostics(), verdict, question.revision());
      Prepared prepared = engine.plan(goal);
      List<Notice> notices = judge.notices(verdict, goal.diagnostics(), change);
      JsonNode plan = parsed(PlanJson.render(PlanView.of(prepared, notices)));
      return answer(question, exitCode(goal, prepared), plan, notices, verdict, check);
    } finally {
      places.release();
    }
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private Judge.@Nullable Side before(@Nullable ObjectId base) throws IOException {
    if (base == null) {
      return null;
    }
    LoadedMesh loaded = MeshLoader.load(repository.tree(base));
    return new Judge.Side(loaded, loaded.resolve(environment, today()).mesh());
  }

  private JsonNode check(ChangeReport report, Question question) {
    ObjectId base = question.base();
    return parsed(CheckJson.render(report, base == null ? "" : base.name()));
  }

  private PlanAnswer answer(
      Question question,
      int exitCode,
      @Nullable JsonNode plan,
      List<Notice> notices,
      Verdict verdict,
      @Nullable JsonNode check) {
    ObjectId base = question.base();
    return new PlanAnswer(
        question.commit(),
        base == null ? null : base.name(),
        environment,
        exitCode,
        plan,
        parsed(DiagnosticJson.render(notices, 0)).path("diagnostics"),
        verdict.findings().stream().map(Finding::document).toList(),
        check,
        Touched.products(question.paths()));
  }

  /// As of `weft plan`: broken manifests outweigh what the plan says.
  private static int exitCode(Goal goal, Prepared prepared) {
    int worst = prepared.exitCode();
    for (Diagnostic diagnostic : goal.diagnostics()) {
      switch (diagnostic.severity()) {
        case ERROR -> {
          return ERROR;
        }
        case DANGER -> worst = BLOCKED;
        case WARNING, NOTE -> {}
      }
    }
    return worst;
  }

  private JsonNode parsed(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is no JSON", e);
    }
  }
}
