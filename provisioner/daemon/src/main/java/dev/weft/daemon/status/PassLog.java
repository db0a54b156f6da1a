// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.status;

import dev.weft.daemon.loop.PassListener;
import dev.weft.daemon.loop.PassReport;
import dev.weft.daemon.loop.Result;
import dev.weft.daemon.loop.Trigger;
import dev.weft.git.Commit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Writes one line for each pass that is worth one: keys and values, so that it can be searched.
public final class PassLog implements PassListener {

  private static final Logger LOG = LoggerFactory.getLogger(PassLog.class);

  private final UnaryOperator<String> mask;
  private String waited = "-";

  /// @param mask takes secrets out of a text
  public PassLog(UnaryOperator<String> mask) {
    this.mask = mask;
  }

  @Override
  public void finished(PassReport report, boolean hasMore) {
    waited = "-";
    boolean isQuiet =
        report.trigger() == Trigger.DRIFT
            && report.result() == Result.SYNCED
            && report.counts().applied() == 0;
    Commit commit = report.commit();
    LOG.atLevel(level(report.result(), isQuiet))
        .addKeyValue("trigger", report.trigger().word())
        .addKeyValue("result", report.result().word())
        .addKeyValue("commit", commit == null ? "none" : commit.id())
        .addKeyValue("millis", report.took().toMillis())
        .addKeyValue("applied", report.counts().applied())
        .addKeyValue("refused", report.counts().refused())
        .addKeyValue("failed", report.counts().failed() + report.counts().unknown())
        .addKeyValue("retrying", hasMore)
        .log("Pass ended. {}", mask.apply(report.message()));
  }

  private static Level level(Result result, boolean isQuiet) {
    return switch (result) {
      case SYNCED, WAITING -> isQuiet ? Level.DEBUG : Level.INFO;
      case PARTIAL -> Level.WARN;
      case FAILED -> Level.ERROR;
    };
  }

  @Override
  public void judged(String commit, String refusal) {
    if (!refusal.isEmpty()) {
      LOG.atError()
          .addKeyValue("commit", commit)
          .addKeyValue("reason", "SignatureInvalid")
          .log("The commit is not accepted. {}", mask.apply(refusal));
    }
  }

  @Override
  public void broke(RuntimeException error) {
    // Messages of libraries may hold what they were given, so the trace goes without them.
    LOG.atError()
        .addKeyValue("error", error.getClass().getName())
        .addKeyValue("at", error.getStackTrace().length == 0 ? "" : error.getStackTrace()[0])
        .log("A pass broke down. {}", mask.apply(String.valueOf(error.getMessage())));
  }

  @Override
  public void waiting(boolean isStandby, String problem) {
    String now = isStandby ? "Another daemon of this environment writes; standing by." : problem;
    if (!now.equals(waited) && !now.isEmpty()) {
      LOG.atInfo().addKeyValue("leader", false).log("{}", mask.apply(now));
    }
    waited = now;
  }

  @Override
  public void untold(String what, String problem) {
    LOG.atWarn().addKeyValue("what", what).log("Could not be told. {}", mask.apply(problem));
  }
}
