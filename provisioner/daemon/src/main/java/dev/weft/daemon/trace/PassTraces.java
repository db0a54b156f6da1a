// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.trace;

import dev.weft.daemon.loop.PassListener;
import dev.weft.daemon.loop.PassReport;
import dev.weft.daemon.loop.Trigger;
import dev.weft.git.Commit;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A span for each pass; what the pass asks of the servers becomes its children. Attributes are
/// words of ours, ids of commits and numbers: never settings, records or what a server said.
public final class PassTraces implements PassListener {

  private final Tracer tracer;
  private final UnaryOperator<String> mask;
  private @Nullable Span open;
  private @Nullable Scope scope;

  /// @param mask takes secrets out of a text
  public PassTraces(Tracer tracer, UnaryOperator<String> mask) {
    this.tracer = tracer;
    this.mask = mask;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // closed when the pass has ended, on the same thread
  public void started(Trigger trigger) {
    end();
    Span span = tracer.spanBuilder("pass").setAttribute("weft.trigger", trigger.word()).startSpan();
    open = span;
    scope = span.makeCurrent();
  }

  @Override
  public void finished(PassReport report, boolean hasMore) {
    Span span = open;
    if (span != null) {
      Commit commit = report.commit();
      span.setAttribute("weft.result", report.result().word());
      span.setAttribute("weft.commit", commit == null ? "" : commit.id());
      span.setAttribute("weft.changes.applied", report.counts().applied());
      span.setAttribute("weft.changes.refused", report.counts().refused());
      span.setAttribute(
          "weft.changes.failed", report.counts().failed() + report.counts().unknown());
      span.setAttribute("weft.retrying", hasMore);
      switch (report.result()) {
        case SYNCED, WAITING -> span.setStatus(StatusCode.OK);
        case PARTIAL, FAILED -> span.setStatus(StatusCode.ERROR, mask.apply(report.message()));
      }
    }
    end();
  }

  private void end() {
    Scope current = scope;
    if (current != null) {
      current.close();
      scope = null;
    }
    Span span = open;
    if (span != null) {
      span.end();
      open = null;
    }
  }
}
