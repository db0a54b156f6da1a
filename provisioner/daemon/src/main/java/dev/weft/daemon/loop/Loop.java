// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import dev.weft.daemon.source.Branch;
import dev.weft.daemon.source.Revision;
import dev.weft.governance.Verdict;
import dev.weft.governance.policy.Point;
import dev.weft.model.event.DaemonStatus;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.compile.CompileMemory;
import dev.weft.provisioner.deployment.DeploymentException;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.Reach;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunRefusedException;
import dev.weft.provisioner.environment.Goal;
import dev.weft.provisioner.log.LogWriteException;
import dev.weft.provisioner.log.WriterFencedException;
import dev.weft.provisioner.log.WriterGroup.Standing;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The loop: looks at the branch, and makes the servers so whenever there is a reason to.
///
/// It acts on states, never on events: whatever was missed, or died half-way, is found by the next
/// look, and a restarted daemon begins with one. One thread calls [#step]; it never throws for what
/// the world does.
public final class Loop {

  /// A drift timer is a fifth shorter or longer, so that daemons started together spread out.
  private static final double JITTER = 0.2;

  /// After so many changes everything is read once more, at once.
  private static final int MANY = 1_000;

  private static final Duration USE_SOON = Duration.ofSeconds(3);
  private static final Duration USE_RARELY = Duration.ofMinutes(1);

  private final Settings settings;
  private final Branch branch;
  private final Engine engine;
  private final Leadership leadership;
  private final PassListener listener;
  private final Supplier<DaemonStatus> status;
  private final Times times;
  private final Backoff backoff;
  private final Guard guard;
  private final Head head;
  private final Sweeping sweeping;
  private final CompileMemory compiled = new CompileMemory();
  private final AtomicBoolean isRequested = new AtomicBoolean();

  private String told = "";
  private @Nullable LocalDate passedOn;
  private @Nullable Instant pauseEnds;
  private volatile @Nullable Position position;
  private @Nullable Instant comparedAt;
  private @Nullable String base;
  private boolean isBaseKnown;
  private boolean isLeading;
  private boolean isRetryDue;
  private long retryAt;
  private long driftAt;
  private long useAt;

  /// What the loop is told.
  ///
  /// @param environment whose servers it keeps
  /// @param poll how often it looks at the branch
  /// @param drift how often it compares although the branch did not move
  /// @param accepted the full id of a commit that is right although the branch was rewound to it
  public record Settings(String environment, Duration poll, Duration drift, String accepted) {}

  /// Time and chance.
  ///
  /// @param clock what day it is; may jump
  /// @param nanos for durations; never jumps
  public record Times(Clock clock, LongSupplier nanos, RandomGenerator random) {}

  /// @param listener hears of every pass
  /// @param status what is told about the daemon after each pass
  /// @param beside runs what is given to it beside the loop, and then makes it [#step] soon
  public Loop(
      Settings settings,
      Branch branch,
      Engine engine,
      Leadership leadership,
      PassListener listener,
      Supplier<DaemonStatus> status,
      Times times,
      Executor beside) {
    this.settings = settings;
    this.branch = branch;
    this.engine = engine;
    this.leadership = leadership;
    this.listener = listener;
    this.status = status;
    this.times = times;
    this.backoff = new Backoff(times.random());
    this.guard = new Guard(branch, listener);
    this.head = new Head(settings.environment(), branch, guard, listener, times.clock());
    this.sweeping = new Sweeping(engine, beside);
  }

  /// What the loop works on.
  ///
  /// @param revision the commit that is made real
  /// @param mesh its mesh in the environment
  /// @param isLeader whether this daemon is the one that writes
  public record Position(Revision revision, EnvironmentMesh mesh, boolean isLeader) {}

  /// What it works on now; empty before it has read a usable commit. Any thread may call it.
  public Optional<Position> position() {
    return Optional.ofNullable(position);
  }

  /// When the branch could last be read, wherever it is fetched from; before that, when the loop
  /// was made. Any thread may call it.
  public Instant lookedAt() {
    return head.lookedAt();
  }

  /// Makes the next step a pass. Any thread may call it; further calls before that step are one.
  public void request() {
    isRequested.set(true);
  }

  /// Looks once, and makes a pass if there is a reason to.
  ///
  /// @param isStopping asked between changes; once it says yes, a pass ends in good order
  /// @return how long to wait before the next step, unless something is requested
  public Duration step(BooleanSupplier isStopping) {
    head.look();
    Revision revision = head.good();
    EnvironmentMesh mesh = revision == null ? null : head.resolve(revision).mesh();
    if (revision == null || mesh == null) {
      nothingToWorkOn();
      return settings.poll();
    }
    Standing standing = leadership.standing(mesh);
    position = new Position(revision, mesh, standing == Standing.LEADER);
    switch (standing) {
      case LEADER -> {
        sweepIfDue(mesh, revision);
        Trigger trigger = trigger();
        if (trigger != null) {
          pass(trigger, revision, mesh, isStopping);
          tell(mesh);
        }
        audit(mesh, revision);
        measure(mesh);
      }
      case STANDBY -> await(true);
      case OUTSIDE -> await(false);
    }
    return untilNext();
  }

  private void await(boolean isStandby) {
    isLeading = false;
    isBaseKnown = false;
    comparedAt = null;
    sweeping.end();
    listener.waiting(isStandby, leadership.problem());
  }

  private void nothingToWorkOn() {
    String problem = head.problem();
    if (!problem.equals(told)) {
      told = problem;
      var report =
          new PassReport(
              Trigger.START,
              Reach.EVERYTHING,
              null,
              times.clock().instant(),
              Duration.ZERO,
              Result.FAILED,
              problem,
              PassReport.NONE,
              List.of(),
              PassDetail.NONE);
      listener.finished(report, true);
    }
  }

  /// A leader reads everything when somebody asks, to try again, and in time; commits are made real
  /// meanwhile.
  private void sweepIfDue(EnvironmentMesh mesh, Revision revision) {
    if (!isLeading || sweeping.isGoingOn()) {
      return;
    }
    long now = times.nanos().getAsLong();
    Trigger cause = null;
    if (isRequested.get()) {
      cause = Trigger.REQUEST;
    } else if (isRetryDue && retryAt - now <= 0) {
      cause = Trigger.RETRY;
    } else if (driftAt - now <= 0) {
      cause = Trigger.DRIFT;
    }
    if (cause != null) {
      isRequested.set(false);
      isRetryDue = false;
      sweeping.begin(cause, times.clock().instant(), now, mesh, revision.commit().id());
    }
  }

  /// The first reason for a pass that there is; absent when there is none, or when nothing can be
  /// concluded before a sweep is over.
  private @Nullable Trigger trigger() {
    if (!isLeading) {
      return Trigger.START;
    }
    Sweeping.Reading swept = sweeping.ready();
    if (swept == null && sweeping.isGoingOn() && !engine.remembers()) {
      return null;
    }
    var reasons = EnumSet.noneOf(Trigger.class);
    if (swept != null) {
      reasons.add(swept.cause());
    }
    if (head.hasMoved()) {
      reasons.add(Trigger.COMMIT);
    }
    Instant end = pauseEnds;
    boolean isPauseOver = end != null && !times.clock().instant().isBefore(end);
    if (isPauseOver || !LocalDate.now(times.clock()).equals(passedOn)) {
      reasons.add(Trigger.EXPIRY);
    }
    return reasons.isEmpty() ? null : reasons.iterator().next();
  }

  private void pass(
      Trigger trigger, Revision revision, EnvironmentMesh mesh, BooleanSupplier isStopping) {
    if (trigger == Trigger.START) {
      isRequested.set(false);
    }
    isLeading = true;
    head.taken();
    passedOn = LocalDate.now(times.clock());
    long began = times.nanos().getAsLong();
    Sweeping.Reading swept = sweeping.ready();
    if (swept != null) {
      listener.swept(Duration.ofNanos(began - swept.began()));
    }
    listener.started(trigger);
    Instant startedAt = times.clock().instant();
    boolean isWhole = trigger == Trigger.START || swept != null || !engine.remembers();
    Reach reach = isWhole ? Reach.EVERYTHING : Reach.CHANGES;
    Pass.Done done = run(revision, mesh, swept, reach, isStopping);
    long ended = times.nanos().getAsLong();
    pauseEnds = done.nextEnd();
    isRetryDue = done.isWorthRetrying() && !isStopping.getAsBoolean();
    if (isRetryDue) {
      retryAt = ended + backoff.next().toNanos();
    } else {
      backoff.reset();
    }
    useAt = ended;
    if (reach == Reach.EVERYTHING) {
      boolean isCompared = done.result() == Result.SYNCED || done.result() == Result.WAITING;
      Instant readAt = swept == null ? startedAt : swept.begunAt();
      comparedAt = isCompared ? readAt : comparedAt;
      driftAt = ended + jittered(settings.drift()).toNanos();
      sweeping.end();
    }
    if (!isRetryDue && done.counts().applied() > MANY) {
      // A commit that came now would have to read all of that first.
      driftAt = ended;
    }
    listener.finished(
        new PassReport(
            trigger,
            reach,
            revision.commit(),
            startedAt,
            Duration.ofNanos(ended - began),
            done.result(),
            done.message(),
            done.counts(),
            done.clusters(),
            done.detail()),
        isRetryDue);
  }

  private void tell(EnvironmentMesh mesh) {
    try {
      engine.report(mesh, status.get());
    } catch (RuntimeException e) {
      // The next pass tells again; that this one could not is no reason to repeat it.
      listener.untold("how the daemon is doing", words(e));
    }
  }

  private void audit(EnvironmentMesh mesh, Revision revision) {
    Guard.Refused found = guard.unaudited();
    if (found == null) {
      return;
    }
    try {
      engine.audit(mesh, revision.commit().id(), "refuse", found.commit(), found.why());
      guard.audited();
    } catch (RuntimeException e) {
      listener.untold("that a commit was refused", words(e));
    }
  }

  /// Soon while somebody waits for a consumer's first record, rarely else.
  private void measure(EnvironmentMesh mesh) {
    if (useAt - times.nanos().getAsLong() > 0) {
      return;
    }
    Duration next = USE_RARELY;
    try {
      next = engine.measureUse(mesh) ? USE_SOON : USE_RARELY;
    } catch (RuntimeException e) {
      listener.untold("the use of grants", words(e));
    }
    useAt = times.nanos().getAsLong() + next.toNanos();
  }

  private Pass.Done run(
      Revision revision,
      EnvironmentMesh mesh,
      Sweeping.@Nullable Reading swept,
      Reach reach,
      BooleanSupplier isStopping) {
    try {
      // Without the mesh before: what a policy says of a change must not end with the next look.
      List<Verdict> verdicts =
          revision
              .governance()
              .check(mesh, List.of(Point.APPLY, Point.SCAN), times.clock().instant());
      Verdict verdict = verdicts.getFirst();
      String commit = revision.commit().id();
      String rewound = rewound(revision, mesh);
      Goal goal =
          cautious(
              Goal.of(mesh, head.resolve(revision).diagnostics(), verdict, commit, compiled),
              rewound);
      RunListener stop =
          new RunListener() {
            @Override
            public boolean shouldStop() {
              return isStopping.getAsBoolean() || leadership.standing(mesh) != Standing.LEADER;
            }
          };
      Prepared prepared =
          swept == null
              ? engine.plan(goal, comparedAt, reach)
              : engine.plan(goal, comparedAt, swept.sweep());
      return new Pass(engine, stop)
          .run(new Work(revision, goal, verdict, verdicts.getLast()), prepared)
          .but(rewound)
          .but(head.problem());
    } catch (RunRefusedException | DeploymentException e) {
      return Pass.Done.failed(words(e), false);
    } catch (IOException e) {
      return Pass.Done.failed(
          "The %s could not be read: %s".formatted(branch.describe(), words(e)), true);
    } catch (ObservationException | LogWriteException | WriterFencedException e) {
      return Pass.Done.failed(words(e), true);
    } catch (RuntimeException e) {
      // Whatever it is, the next look may find it gone; a pass must never end the loop.
      listener.broke(e);
      return Pass.Done.failed(words(e), true);
    }
  }

  /// Topics that are missing from a branch that was rewound, or that nobody has compared yet, may
  /// be missing by mistake.
  private Goal cautious(Goal goal, String rewound) {
    if (!rewound.isEmpty()) {
      return goal.but("the branch was rewound");
    }
    return comparedAt == null
        ? goal.but("the daemon has just begun and has not yet compared everything once")
        : goal;
  }

  /// What is wrong with where the branch went since the last pass, of whichever daemon; empty when
  /// it went on.
  private String rewound(Revision revision, EnvironmentMesh mesh) throws IOException {
    if (!isBaseKnown) {
      base = engine.lastRevision(mesh).orElse(null);
      isBaseKnown = true;
    }
    String before = base;
    String id = revision.id().getName();
    if (before == null || id.equals(settings.accepted()) || branch.follows(before, revision.id())) {
      base = id;
      return "";
    }
    return "The %s was rewound: %s does not follow %s. What it wants is made so, but no topic goes out until the branch goes on from there, or the daemon is started with weft.remote.accepted=%s."
        .formatted(branch.describe(), Head.shorten(id), Head.shorten(before), id);
  }

  private Duration untilNext() {
    long wait = settings.poll().toNanos();
    if (isLeading && isRetryDue) {
      wait = Math.clamp(retryAt - times.nanos().getAsLong(), 0, wait);
    }
    return Duration.ofNanos(wait);
  }

  private Duration jittered(Duration usual) {
    double factor = 1 + JITTER * (2 * times.random().nextDouble() - 1);
    return Duration.ofNanos((long) (usual.toNanos() * factor));
  }

  static String words(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
