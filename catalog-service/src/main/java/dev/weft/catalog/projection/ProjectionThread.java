// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import dev.weft.catalog.deployment.CatalogConfig;
import dev.weft.catalog.projection.ProjectionState.Phase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Runs the projection for as long as the service runs, and tries again when the database or the
/// log are away.
@ApplicationScoped
class ProjectionThread {

  private static final Logger LOG = Logger.getLogger(ProjectionThread.class);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
  private static final Duration WELL_AFTER = Duration.ofSeconds(30);
  private static final String TOKEN_ENDPOINT = "sasl.oauthbearer.token.endpoint.url";
  private static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

  private final CatalogConfig config;
  private final Projector projector;
  private final ProjectionState state;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile @Nullable LogReader reader;
  private @Nullable Thread thread;

  ProjectionThread(CatalogConfig config, Projector projector, ProjectionState state) {
    this.config = config;
    this.projector = projector;
    this.state = state;
  }

  void start(@Observes StartupEvent event) {
    if (config.log().kafka().isEmpty()) {
      state.enter(Phase.WAITING, "No log is configured; set `weft.log.kafka.bootstrap.servers`.");
      LOG.warn("no log is configured key=weft.log.kafka.bootstrap.servers");
      return;
    }
    String endpoint = config.log().kafka().get(TOKEN_ENDPOINT);
    if (endpoint != null && System.getProperty(ALLOWED_URLS) == null) {
      System.setProperty(ALLOWED_URLS, endpoint);
    }
    thread = Thread.ofPlatform().name("projection").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stop.countDown();
    LogReader current = reader;
    if (current != null) {
      current.wakeUp();
    }
    Thread running = thread;
    if (running != null && !running.join(Duration.ofSeconds(4))) {
      running.interrupt();
    }
  }

  private void run() {
    Duration pause = SHORTEST_PAUSE;
    try {
      while (!isStopped()) {
        long begun = System.nanoTime();
        String problem = attempt();
        if (problem != null) {
          boolean wentWell = System.nanoTime() - begun > WELL_AFTER.toNanos();
          pause = wentWell ? SHORTEST_PAUSE : longer(pause);
          state.enter(Phase.WAITING, problem);
          LOG.warnf("projection waits pause=%dms message=%s", pause.toMillis(), problem);
          if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return what went wrong; null when there is no reason to wait
  private @Nullable String attempt() throws InterruptedException {
    try (LogReader log = new LogReader(Map.copyOf(config.log().kafka()), Projector.TOPICS)) {
      reader = log;
      projector.follow(log, this::isStopped);
      return null;
    } catch (WakeupException e) {
      return isStopped() ? null : "The reader was woken up.";
    } catch (LogAway e) {
      return e.getMessage();
    } catch (java.sql.SQLException | FlywayException e) {
      LOG.debug("projection was interrupted by the database", e);
      return "The database does not answer: " + firstLine(e);
    } catch (KafkaException e) {
      LOG.debug("projection was interrupted by the log", e);
      return words(e);
    } catch (RuntimeException e) {
      LOG.debug("projection was interrupted", e);
      return "The log or the database does not answer: " + firstLine(e);
    } finally {
      reader = null;
    }
  }

  private Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    Duration longest = config.log().longestPause();
    return doubled.compareTo(longest) > 0 ? longest : doubled;
  }

  private boolean isStopped() {
    return stop.getCount() == 0;
  }

  private static String words(KafkaException e) {
    boolean isLogin = false;
    Throwable root = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      isLogin |= cause instanceof LoginException;
      root = cause;
    }
    return isLogin
        ? "The identity provider gives no login for the control-plane log: " + firstLine(root)
        : "The control-plane log does not answer: " + firstLine(root);
  }

  private static String firstLine(Throwable e) {
    String message = String.valueOf(e.getMessage()).strip();
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end).strip();
  }
}
