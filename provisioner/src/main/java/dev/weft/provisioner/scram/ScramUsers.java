// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.scram;

import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.driver.ScramAccounts;
import dev.weft.provisioner.driver.ScramDriver;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.ScramSnapshot;
import dev.weft.provisioner.resource.ScramSnapshot.Standard;
import dev.weft.provisioner.resource.ScramSnapshot.User;
import dev.weft.provisioner.secret.SecretSink;
import dev.weft.provisioner.secret.SinkException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// SCRAM users of one cluster: credentials in Kafka, secrets in the store.
public final class ScramUsers implements ScramDriver {

  private final ScramAccounts accounts;
  private final Handover store;
  private final Standard standard;
  private final Supplier<String> secrets;

  /// @param accounts of the cluster; somebody else closes the connection
  /// @param sink where applications find their secrets
  /// @param more properties of Kafka clients that are handed over beside each secret
  /// @param secrets makes new ones, of letters, digits, `-` and `_`
  public ScramUsers(
      ScramAccounts accounts,
      SecretSink sink,
      Map<String, String> more,
      Standard standard,
      Supplier<String> secrets) {
    this.accounts = accounts;
    this.store = new Handover(sink, more);
    this.standard = standard;
    this.secrets = secrets;
  }

  @Override
  public ScramSnapshot observe(Map<ResourceKey.ScramUser, Owner> users) {
    var found = new HashMap<ResourceKey.ScramUser, User>();
    if (users.isEmpty()) {
      return new ScramSnapshot(standard, found);
    }
    Map<String, SortedMap<String, Integer>> credentials =
        accounts.credentials(
            users.keySet().stream().map(ResourceKey.ScramUser::user).collect(Collectors.toSet()));
    try {
      for (Map.Entry<ResourceKey.ScramUser, Owner> asked : users.entrySet()) {
        ResourceKey.ScramUser key = asked.getKey();
        Handover.Handed handed = store.read(name(asked.getValue(), key), key.user());
        SortedMap<String, Integer> known = credentials.getOrDefault(key.user(), new TreeMap<>());
        if (handed != null) {
          found.put(key, new User(known, handed.mechanism(), handed.isCurrent()));
        } else if (!known.isEmpty()) {
          found.put(key, new User(known, null, false));
        }
      }
      return new ScramSnapshot(standard, found);
    } catch (IOException e) {
      throw new ObservationException(
          "the secret store %s could not be read: %s".formatted(store, e), e);
    }
  }

  @Override
  public void apply(List<PlannedChange> changes, Reporter report) {
    for (PlannedChange planned : changes) {
      report.requireTurn();
      report.accept(planned, outcome(planned));
    }
  }

  private Outcome outcome(PlannedChange planned) {
    if (!(planned.change().resource() instanceof ResourceKey.ScramUser key)) {
      return refused(planned.change().resource().text() + " is no SCRAM user.");
    }
    String name = name(planned.owner(), key);
    try {
      return make(planned.change(), key, name);
    } catch (SinkException e) {
      return new Outcome.Failed(
          e.isTransient() ? Outcome.Kind.TRANSIENT : Outcome.Kind.PERMANENT,
          "The secret of `%s` could not be handed over. %s".formatted(name, e.getMessage()));
    } catch (IOException e) {
      return refused(
          "The secret store %s cannot be written to (%s). Correct that, or `identity.secrets.*`, and apply again."
              .formatted(store, e));
    } catch (ObservationException e) {
      return new Outcome.Failed(Outcome.Kind.TRANSIENT, String.valueOf(e.getMessage()));
    }
  }

  private Outcome make(Change change, ResourceKey.ScramUser key, String name) throws IOException {
    return switch (change) {
      case Change.CreateUser create -> create(create, key, name);
      case Change.AlterUser alter ->
          switch (alter.how()) {
            case AGAIN -> again(alter, key, name);
            case NEW -> replace(alter, key, name);
            case BESIDE -> beside(alter, key, name);
            case END -> end(alter, key, name);
          };
      case Change.RemoveUser _ -> remove(key, name);
      case Change.CreateTopic _,
          Change.AddPartitions _,
          Change.AlterConfig _,
          Change.DeleteTopic _,
          Change.AddAcls _,
          Change.RemoveAcls _,
          Change.AlterQuota _,
          Change.SetCompatibility _,
          Change.RegisterSchema _,
          Change.CreateClient _,
          Change.AlterClient _,
          Change.StoreSecret _,
          Change.CreateMirror _,
          Change.RestoreMirror _,
          Change.RemoveMirror _,
          Change.PromoteMirror _,
          Change.StepRemoval _,
          Change.Adopt _,
          Change.Forget _ ->
          refused(key.text() + " has no change of this kind.");
    };
  }

  /// Kafka would write over a user that somebody has made meanwhile, so it is looked for once more.
  private Outcome create(Change.CreateUser create, ResourceKey.ScramUser key, String name)
      throws IOException {
    // A user whose secret nobody can hand over would be of no use.
    store.requireWritable(name);
    if (accounts.credentials(new TreeSet<>(List.of(key.user()))).containsKey(key.user())) {
      return refused(
          "Somebody made SCRAM user `%s` meanwhile, and it was left alone. Plan again."
              .formatted(key.user()));
    }
    return handOver(key, name, create.mechanism(), create.iterations(), new TreeSet<>());
  }

  /// The same secret: what runs goes on.
  private Outcome again(Change.AlterUser alter, ResourceKey.ScramUser key, String name)
      throws IOException {
    store.requireWritable(name);
    Handover.Handed handed = store.read(name, key.user());
    if (handed == null || !handed.mechanism().equals(alter.mechanism())) {
      return refused(
          "The secret store has another login of `%s` by now. Plan again.".formatted(key.user()));
    }
    Outcome outcome =
        accounts.alter(
            key.user(),
            new ScramAccounts.Credential(alter.mechanism(), alter.iterations(), handed.secret()),
            new TreeSet<>());
    if (outcome.isSuccess() && !handed.isCurrent()) {
      store.write(name, key.user(), alter.mechanism(), handed.secret());
    }
    return outcome;
  }

  /// The store is emptied first: should this run die, nobody takes the old secret for a good one.
  private Outcome replace(Change.AlterUser alter, ResourceKey.ScramUser key, String name)
      throws IOException {
    store.requireWritable(name);
    store.remove(name);
    var others = new TreeSet<>(standard.mechanisms());
    others.addAll(
        accounts
            .credentials(new TreeSet<>(List.of(key.user())))
            .getOrDefault(key.user(), new TreeMap<>())
            .keySet());
    others.remove(alter.mechanism());
    return handOver(key, name, alter.mechanism(), alter.iterations(), others);
  }

  /// Should this run die before the new secret is in the store, the next one ends it.
  private Outcome beside(Change.AlterUser alter, ResourceKey.ScramUser key, String name)
      throws IOException {
    store.requireWritable(name);
    Handover.Handed handed = store.read(name, key.user());
    if (handed == null || handed.mechanism().equals(alter.mechanism())) {
      return refused(
          "The secret store has another login of `%s` by now. Plan again.".formatted(key.user()));
    }
    return handOver(key, name, alter.mechanism(), alter.iterations(), new TreeSet<>());
  }

  private Outcome end(Change.AlterUser alter, ResourceKey.ScramUser key, String name)
      throws IOException {
    Handover.Handed handed = store.read(name, key.user());
    if (handed == null || handed.mechanism().equals(alter.mechanism())) {
      return refused(
          "The application was handed the secret of `%s` that was to end. Plan again."
              .formatted(key.user()));
    }
    return accounts.alter(key.user(), null, new TreeSet<>(List.of(alter.mechanism())));
  }

  private Outcome remove(ResourceKey.ScramUser key, String name) throws IOException {
    var known =
        accounts
            .credentials(new TreeSet<>(List.of(key.user())))
            .getOrDefault(key.user(), new TreeMap<>());
    Outcome outcome =
        known.isEmpty()
            ? new Outcome.Applied()
            : accounts.alter(key.user(), null, new TreeSet<>(known.keySet()));
    if (outcome.isSuccess()) {
      store.remove(name);
    }
    return outcome;
  }

  private Outcome handOver(
      ResourceKey.ScramUser key,
      String name,
      String mechanism,
      int iterations,
      TreeSet<String> removed)
      throws IOException {
    String secret = secrets.get();
    Outcome outcome =
        accounts.alter(
            key.user(), new ScramAccounts.Credential(mechanism, iterations, secret), removed);
    if (outcome.isSuccess()) {
      store.write(name, key.user(), mechanism, secret);
    }
    return outcome;
  }

  private static Outcome refused(String message) {
    return new Outcome.Failed(Outcome.Kind.PERMANENT, message);
  }

  /// The name under which the store keeps a login: an application has one for each cluster.
  private static String name(Owner owner, ResourceKey.ScramUser key) {
    return owner.domain() + "." + owner.name() + "." + key.cluster();
  }

  @Override
  public void close() {
    store.close();
  }
}
