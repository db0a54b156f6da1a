// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.driver.ObservationException;
import java.time.Duration;
import org.apache.kafka.common.errors.BrokerNotAvailableException;
import org.apache.kafka.common.errors.CoordinatorLoadInProgressException;
import org.apache.kafka.common.errors.CoordinatorNotAvailableException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownServerException;

/// What an error of a write means for trying again.
sealed interface Fault {

  /// The quota is used up; the broker said when to come back.
  record Throttled(Duration time) implements Fault {}

  /// It was not done, and may work in a moment.
  record NotNow() implements Fault {}

  /// It was sent, and nobody knows what became of it.
  record Doubtful() implements Fault {}

  /// A policy, or a call that was too big: brokers give both the same name.
  record PolicyOrSize() implements Fault {}

  /// Somebody has to change something first.
  record Final() implements Fault {}

  /// What the error of a client that sends everything once means.
  static Fault of(Throwable error) {
    return switch (error) {
      case ThrottlingQuotaExceededException throttled ->
          new Throttled(Duration.ofMillis(Math.max(1, throttled.throttleTimeMs())));
      case PolicyViolationException _ -> new PolicyOrSize();
      case TimeoutException timeout -> ofTimeout(timeout);
      case NotControllerException _,
          BrokerNotAvailableException _,
          LeaderNotAvailableException _,
          CoordinatorNotAvailableException _,
          CoordinatorLoadInProgressException _,
          InvalidReplicationFactorException _,
          ObservationException _ ->
          // The last one: there was no client to send it with.
          new NotNow();
      case DisconnectException _,
          NetworkException _,
          UnknownServerException _,
          InterruptException _ ->
          new Doubtful();
      default -> new Final();
    };
  }

  private static Fault ofTimeout(TimeoutException timeout) {
    // With its own retries off, the client wraps whatever ended the only attempt in a time-out.
    Throwable cause = timeout.getCause();
    if (cause != null && !(cause instanceof TimeoutException)) {
      return of(cause);
    }
    String message = String.valueOf(timeout.getMessage());
    boolean wasNeverSent = message.contains("waiting for a node assignment");
    return wasNeverSent ? new NotNow() : new Doubtful();
  }
}
