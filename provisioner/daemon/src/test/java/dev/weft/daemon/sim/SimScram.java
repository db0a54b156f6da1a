// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.driver.ScramAccounts;
import dev.weft.provisioner.driver.ScramDriver;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.ScramSnapshot;
import dev.weft.provisioner.resource.ScramSnapshot.Standard;
import dev.weft.provisioner.scram.ScramUsers;
import dev.weft.provisioner.secret.SecretSink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The real driver of SCRAM users; the cluster and the secret store behind it are two servers, as
/// one process reaches them.
final class SimScram implements ScramDriver {

  private final World world;
  private final Node node;
  private final Wire wire;
  private final ScramUsers real;
  private @Nullable PlannedChange current;

  SimScram(World world, Node node) {
    this.world = world;
    this.node = node;
    this.wire = new Wire(world, node);
    this.real =
        new ScramUsers(
            new Accounts(),
            new Sink(),
            Map.of(),
            new Standard(List.of("SCRAM-SHA-512", "SCRAM-SHA-256"), 8192, Duration.ofMinutes(10)),
            () -> world.vault.mint("user"));
  }

  @Override
  public ScramSnapshot observe(Map<ResourceKey.ScramUser, Owner> users) {
    return real.observe(users);
  }

  @Override
  public void apply(List<PlannedChange> changes, Reporter report) {
    for (PlannedChange planned : changes) {
      current = planned;
      real.apply(List.of(planned), report);
    }
  }

  @Override
  public void close() {
    // The connections of a process; the servers stay.
  }

  /// One of the two servers has made its part; a change is made once either has.
  private void made() {
    PlannedChange planned = current;
    if (planned != null) {
      world.made(node.run, planned);
      current = null;
    }
  }

  private final class Accounts implements ScramAccounts {

    @Override
    public Map<String, SortedMap<String, Integer>> credentials(Set<String> users) {
      return wire.ask("users observe", () -> world.accounts.credentials(users));
    }

    @Override
    public Outcome alter(String user, @Nullable Credential set, Set<String> removed) {
      Outcome[] outcome = {new Outcome.Unknown("No answer came.")};
      Wire.Answer answer =
          wire.send(
              "users alter " + user,
              () -> {
                outcome[0] = world.accounts.alter(user, set, removed);
                made();
              });
      return Words.outcome(answer, outcome[0]);
    }
  }

  private final class Sink implements SecretSink {

    @Override
    public void requireWritable(String name) throws IOException {
      world.sink.requireWritable(name);
    }

    @Override
    public Optional<SortedMap<String, String>> read(String name) {
      return wire.ask("store read", () -> world.sink.read(name));
    }

    @Override
    public void write(String name, SortedMap<String, String> properties) throws IOException {
      send("store write " + name, () -> world.sink.write(name, properties));
    }

    @Override
    public void remove(String name) throws IOException {
      send("store remove " + name, () -> world.sink.remove(name));
    }

    private void send(String call, Writing writing) throws IOException {
      Wire.Answer answer =
          wire.send(
              call,
              () -> {
                try {
                  writing.run();
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
                made();
              });
      if (answer != Wire.Answer.DONE) {
        throw new IOException(call + ": no answer");
      }
    }
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }
}
