// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.ScramAccounts;
import dev.weft.provisioner.plan.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.DescribeUserScramCredentialsResult;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.admin.UserScramCredentialsDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ResourceNotFoundException;
import org.jspecify.annotations.Nullable;

/// Credentials of SCRAM users, as Kafka's admin protocol reads and writes them.
final class Credentials implements ScramAccounts {

  private static final String READ = "DescribeUserScramCredentials";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final Connection connection;
  private final Limits limits;
  private final Pause pause;
  private final LongSupplier nanos;

  Credentials(Lanes.Tools tools) {
    this.connection = tools.connection();
    this.limits = tools.limits();
    this.pause = tools.pause();
    this.nanos = tools.nanos();
  }

  @Override
  public Map<String, SortedMap<String, Integer>> credentials(Set<String> users) {
    Map<String, SortedMap<String, Integer>> found = new HashMap<>();
    if (users.isEmpty()) {
      return found;
    }
    DescribeUserScramCredentialsResult described =
        connection.reads().describeUserScramCredentials(List.copyOf(users));
    for (String user : users) {
      Answer<UserScramCredentialsDescription> answer = Answer.of(described.description(user));
      UserScramCredentialsDescription description = answer.value();
      if (description != null) {
        var byMechanism = new TreeMap<String, Integer>();
        description
            .credentialInfos()
            .forEach(info -> byMechanism.put(info.mechanism().mechanismName(), info.iterations()));
        found.put(user, byMechanism);
      } else if (!(answer.error() instanceof ResourceNotFoundException)) {
        Throwable error = answer.error();
        throw Words.unreadable(
            connection, READ, error == null ? new IllegalStateException("no answer") : error);
      }
    }
    return found;
  }

  /// A mechanism that is not there cannot be removed: Kafka would refuse the whole change.
  @Override
  public Outcome alter(String user, @Nullable Credential set, Set<String> removed) {
    Set<String> there = new TreeSet<>(removed);
    Throwable error;
    try {
      there.retainAll(credentials(Set.of(user)).getOrDefault(user, new TreeMap<>()).keySet());
      List<UserScramCredentialAlteration> alterations = alterations(user, set, there);
      if (alterations.isEmpty()) {
        return new Outcome.Unchanged();
      }
      error =
          Futures.error(connection.writes().alterUserScramCredentials(alterations).values(), user);
    } catch (KafkaException | ObservationException e) {
      // No client, or a call that it would not even send.
      error = e;
    }
    return error == null ? readBack(user, set, there) : failure(user, error);
  }

  private static List<UserScramCredentialAlteration> alterations(
      String user, @Nullable Credential set, Set<String> removed) {
    var alterations = new ArrayList<UserScramCredentialAlteration>();
    if (set != null) {
      alterations.add(
          new UserScramCredentialUpsertion(
              user,
              new ScramCredentialInfo(mechanism(set.mechanism()), set.iterations()),
              set.secret()));
    }
    removed.forEach(
        name -> alterations.add(new UserScramCredentialDeletion(user, mechanism(name))));
    return alterations;
  }

  private static ScramMechanism mechanism(String name) {
    return ScramMechanism.fromMechanismName(name);
  }

  private Outcome readBack(String user, @Nullable Credential set, Set<String> removed) {
    long end = nanos.getAsLong() + limits.visible().toNanos();
    String last = "";
    do {
      try {
        SortedMap<String, Integer> seen =
            credentials(Set.of(user)).getOrDefault(user, new TreeMap<>());
        boolean isSet =
            set == null || Integer.valueOf(set.iterations()).equals(seen.get(set.mechanism()));
        if (isSet && removed.stream().noneMatch(seen::containsKey)) {
          return new Outcome.Applied();
        }
      } catch (ObservationException e) {
        last = " " + e.getMessage();
      }
    } while (nanos.getAsLong() < end && pause.of(BETWEEN_LOOKS));
    return new Outcome.Unknown(
        "Cluster `%s` was told to alter SCRAM user `%s`, and it could not be read back.%s The next run looks again."
            .formatted(connection.cluster(), user, last));
  }

  private Outcome failure(String user, Throwable error) {
    String message =
        "Cluster `%s` did not alter SCRAM user `%s`: %s %s"
            .formatted(
                connection.cluster(),
                user,
                KafkaWords.sentence(error),
                Words.advice(connection.address(), error))
            .strip();
    return switch (Fault.of(error)) {
      case Fault.Throttled _, Fault.NotNow _ -> new Outcome.Failed(Outcome.Kind.TRANSIENT, message);
      case Fault.Doubtful _ -> new Outcome.Unknown(message);
      case Fault.PolicyOrSize _, Fault.Final _ ->
          new Outcome.Failed(Outcome.Kind.PERMANENT, message);
    };
  }
}
