// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.trace;

import dev.weft.daemon.loop.Engine;
import dev.weft.daemon.loop.Work;
import dev.weft.model.event.DaemonStatus;
import dev.weft.model.event.PauseStatus;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.Reach;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.engine.Sweep;
import dev.weft.provisioner.environment.Goal;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An engine with a span around each thing that it asks of the servers.
public final class TracedEngine implements Engine {

  private final Engine engine;
  private final Tracer tracer;

  /// @param engine does the work
  public TracedEngine(Engine engine, Tracer tracer) {
    this.engine = engine;
    this.tracer = tracer;
  }

  @Override
  public Optional<String> lastRevision(EnvironmentMesh mesh) {
    return engine.lastRevision(mesh);
  }

  @Override
  public Prepared plan(Goal goal) {
    return traced("preview", _ -> engine.plan(goal));
  }

  @Override
  public Prepared plan(Goal goal, @Nullable Instant comparedAt, Reach reach) {
    return planned(() -> engine.plan(goal, comparedAt, reach));
  }

  @Override
  public Sweep sweep(EnvironmentMesh mesh, String revision) {
    return engine.sweep(mesh, revision);
  }

  @Override
  public void read(Sweep sweep) {
    var _ =
        traced(
            "sweep",
            _ -> {
              engine.read(sweep);
              return true;
            });
  }

  @Override
  public boolean remembers() {
    return engine.remembers();
  }

  @Override
  public Prepared plan(Goal goal, @Nullable Instant comparedAt, Sweep sweep) {
    return planned(() -> engine.plan(goal, comparedAt, sweep));
  }

  private Prepared planned(Supplier<Prepared> plan) {
    return traced(
        "plan",
        span -> {
          Prepared prepared = plan.get();
          span.setAttribute("weft.changes", prepared.plan().changes().size());
          return prepared;
        });
  }

  @Override
  public List<PauseStatus> pauses(EnvironmentMesh mesh) {
    return engine.pauses(mesh);
  }

  @Override
  public RunReport apply(Goal goal, Prepared prepared, RunListener listener) {
    return traced("apply", _ -> engine.apply(goal, prepared, listener));
  }

  @Override
  public void publish(Work work, Prepared prepared, RunReport report) {
    var _ =
        traced(
            "publish",
            _ -> {
              engine.publish(work, prepared, report);
              return true;
            });
  }

  @Override
  public boolean measureUse(EnvironmentMesh mesh) {
    return traced("measure", _ -> engine.measureUse(mesh));
  }

  @Override
  public void report(EnvironmentMesh mesh, DaemonStatus status) {
    engine.report(mesh, status);
  }

  @Override
  public void audit(
      EnvironmentMesh mesh, String revision, String action, String subject, String detail) {
    engine.audit(mesh, revision, action, subject, detail);
  }

  /// Does some work of a span.
  private interface Traced<T> {
    T run(Span span);
  }

  private <T> T traced(String name, Traced<T> work) {
    Span span = tracer.spanBuilder(name).startSpan();
    try (Scope _ = span.makeCurrent()) {
      return work.run(span);
    } catch (RuntimeException e) {
      // Only its kind: messages of libraries may hold what they were given.
      span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
      throw e;
    } finally {
      span.end();
    }
  }
}
