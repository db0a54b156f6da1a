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
import dev.weft.governance.Finding;
import dev.weft.governance.Governance;
import dev.weft.governance.Notice;
import dev.weft.governance.Verdict;
import dev.weft.governance.policy.Point;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.Resolution;
import dev.weft.model.load.SourceTree;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.environment.Goal;
import dev.weft.provisioner.report.DiagnosticJson;
import dev.weft.provisioner.report.PlanJson;
import dev.weft.provisioner.report.PlanView;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
  private final MeshRepository repository;
  private final Engine engine;
  private final Clock clock;
  private final ObjectMapper json = new ObjectMapper();
  private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);
  private final AnswerCache answers;

  /// @param environment whose servers are asked
  /// @param nanos for the age of answers
  public Plans(
      String environment,
      MeshRepository repository,
      Engine engine,
      Clock clock,
      java.util.function.LongSupplier nanos) {
    this.environment = environment;
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
    PlanAnswer answer =
        answer(
            repository.tree(commit),
            new Question(commit.name(), head == null ? null : head.name(), commit.name(), paths));
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
            new Question(
                null, base.name(), "files-" + digest, List.copyOf(edits.files().keySet())));
    answers.put(key, answer);
    return answer;
  }

  /// @param revision what the plan is called
  /// @param paths what is edited
  private record Question(
      @Nullable String commit, @Nullable String base, String revision, List<String> paths) {}

  private PlanAnswer answer(SourceTree tree, Question question) throws IOException {
    places.acquireUninterruptibly();
    try {
      LoadedMesh loaded = MeshLoader.load(tree);
      Resolution resolution = loaded.resolve(environment, LocalDate.now(clock));
      EnvironmentMesh mesh = resolution.mesh();
      if (mesh == null) {
        return answer(question, ERROR, null, resolution.diagnostics(), Verdict.EMPTY);
      }
      Verdict verdict = check(loaded, mesh, question);
      Goal goal = Goal.of(mesh, resolution.diagnostics(), verdict, question.revision());
      Prepared prepared = engine.plan(goal);
      JsonNode plan =
          parsed(
              PlanJson.render(
                  PlanView.of(prepared, verdict.notices(goal.diagnostics(), environment))));
      return answer(question, exitCode(goal, prepared), plan, goal.diagnostics(), verdict);
    } finally {
      places.release();
    }
  }

  /// What policies say, which for some depends on how the mesh was before.
  private Verdict check(LoadedMesh loaded, EnvironmentMesh mesh, Question question)
      throws IOException {
    String base = question.base();
    ObjectId before = base == null ? null : repository.find(base).orElse(null);
    Optional<EnvironmentMesh> previous =
        before == null
            ? Optional.empty()
            : Optional.ofNullable(
                MeshLoader.load(repository.tree(before))
                    .resolve(environment, LocalDate.now(clock))
                    .mesh());
    return Governance.of(loaded).check(mesh, previous, Point.CHANGE, clock.instant());
  }

  private PlanAnswer answer(
      Question question,
      int exitCode,
      @Nullable JsonNode plan,
      List<Diagnostic> diagnostics,
      Verdict verdict) {
    List<Notice> notices = verdict.notices(diagnostics, environment);
    JsonNode listed = parsed(DiagnosticJson.render(notices, 0)).path("diagnostics");
    return new PlanAnswer(
        question.commit(),
        question.base(),
        environment,
        exitCode,
        plan,
        listed,
        verdict.findings().stream().map(Finding::document).toList(),
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
