// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.daemon.loop.PassDetail;
import dev.weft.daemon.loop.PassReport;
import dev.weft.daemon.loop.Result;
import dev.weft.daemon.loop.Trigger;
import dev.weft.git.Commit;
import dev.weft.provisioner.engine.Reach;
import dev.weft.provisioner.engine.RunReport;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassTracesTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final List<SpanData> spans = new ArrayList<>();
  private final Tracer tracer =
      SdkTracerProvider.builder()
          .addSpanProcessor(SimpleSpanProcessor.create(new Collector()))
          .build()
          .get("test");
  private final PassTraces traces = new PassTraces(tracer, text -> text.replace("hunter2", "***"));

  private final class Collector implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> more) {
      spans.addAll(more);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private static PassReport report(String message) {
    return new PassReport(
        Trigger.COMMIT,
        Reach.EVERYTHING,
        new Commit("c0", "Olivia", "o@example.org", NOON, "One"),
        NOON,
        Duration.ZERO,
        Result.PARTIAL,
        message,
        new RunReport.Counts(2, 0, 0, 1, 0, 0),
        List.of(),
        PassDetail.NONE);
  }

  @Test
  void makesASpanOfAPassWithWhatItAsksAsChildren() {
    traces.started(Trigger.COMMIT);
    tracer.spanBuilder("plan").startSpan().end();
    traces.finished(report("Refused with hunter2."), true);
    tracer.spanBuilder("afterwards").startSpan().end();

    assertThat(spans).extracting(SpanData::getName).containsExactly("plan", "pass", "afterwards");
    assertThat(spans.get(0).getParentSpanId()).isEqualTo(spans.get(1).getSpanId());
    assertThat(spans.get(2).getParentSpanContext().isValid()).isFalse();
    assertThat(spans.get(1).getAttributes().asMap().toString())
        .contains("weft.trigger=commit", "weft.result=partial", "weft.changes.applied=2");
    assertThat(spans.get(1).getStatus().getDescription()).isEqualTo("Refused with ***.");
  }
}
