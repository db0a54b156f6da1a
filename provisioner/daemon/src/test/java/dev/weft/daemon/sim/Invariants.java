// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.daemon.loop.PassReport;
import dev.weft.daemon.loop.Result;
import dev.weft.daemon.sim.World.Effect;
import dev.weft.daemon.source.Revision;
import dev.weft.governance.policy.Point;
import dev.weft.model.event.ProductStatus;
import dev.weft.model.load.Resolution;
import dev.weft.provisioner.environment.Goal;
import dev.weft.provisioner.log.AuditChain;
import dev.weft.provisioner.log.AuditRecord;
import dev.weft.provisioner.log.MemoryLog;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// What must hold after each recovery, whatever happened: the eight invariants, told by what the
/// servers and the bytes of the log hold and not by what the engine says of itself.
final class Invariants {

  private final World world;
  private final List<String> violations = new ArrayList<>();

  private Invariants(World world) {
    this.world = world;
  }

  /// Checks a world that has had time to come to rest.
  ///
  /// @return what does not hold, as sentences
  static List<String> check(World world) {
    var invariants = new Invariants(world);
    DesiredState desired = invariants.desired();
    invariants.foreign();
    invariants.deletions();
    invariants.synced();
    if (desired != null) {
      invariants.cluster(desired);
      invariants.others(desired);
      invariants.truth(desired);
    }
    invariants.once();
    invariants.secrets();
    invariants.audit();
    return invariants.violations;
  }

  private void violation(String number, String sentence) {
    violations.add(number + " " + sentence);
  }

  private @Nullable DesiredState desired() {
    try {
      Optional<ObjectId> head = world.branch.head();
      if (head.isEmpty()) {
        return null;
      }
      Revision revision = world.branch.read(head.get());
      var now = world.kernel().clock().instant();
      Resolution resolution =
          revision.mesh().resolve(Meshes.ENVIRONMENT, LocalDate.ofInstant(now, ZoneOffset.UTC));
      var mesh = resolution.mesh();
      if (mesh == null) {
        return null;
      }
      var verdict = revision.governance().check(mesh, Optional.empty(), Point.APPLY, now);
      return Goal.of(mesh, resolution.diagnostics(), verdict, revision.commit().id()).desired();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// I1: nothing of somebody else's is altered.
  private void foreign() {
    world.strangers.damage().forEach(damage -> violation("I1", "somebody else's " + damage));
  }

  /// I2: no topic is deleted but those that a person named.
  private void deletions() {
    for (Effect effect : world.effects()) {
      if (effect.change().change() instanceof Change.DeleteTopic delete
          && !world.named().contains(delete.resource().name())) {
        violation("I2", "nobody asked for " + delete.resource().text() + " to be deleted");
      }
    }
  }

  /// I3: when nothing goes wrong any more, all is as wanted, and the daemon says so.
  private void synced() {
    Daemon leader = world.leader();
    PassReport last = leader == null ? null : leader.last();
    if (last == null || last.result() != Result.SYNCED) {
      violation(
          "I3",
          "no daemon says that all is well: %s, %s"
              .formatted(
                  last == null ? "none has looked" : last.result(),
                  last == null ? "" : last.message()));
    }
    for (Daemon daemon : world.daemons().values()) {
      daemon.breakdowns().forEach(error -> violation("I3", "nobody foresaw " + error));
    }
  }

  private void cluster(DesiredState desired) {
    world.clusters().keySet().forEach(name -> cluster(name, desired));
    mirrors(desired);
  }

  private void mirrors(DesiredState desired) {
    for (Desired each : desired.resources().values()) {
      if (each instanceof Desired.Mirror mirror) {
        var seen = world.links.mirrors().get(mirror.key());
        if (seen == null || !seen.isHealthy() || !seen.source().equals(mirror.source())) {
          violation("I3", "mirror %s is %s".formatted(mirror.key().text(), seen));
        }
      }
    }
    for (ResourceKey.Mirror key : world.links.mirrors().keySet()) {
      if (!desired.resources().containsKey(key)) {
        violation("I3", "mirror %s was left behind".formatted(key.text()));
      }
    }
  }

  private void cluster(String name, DesiredState desired) {
    ClusterSnapshot now = world.cluster(name).observe();
    Map<ResourceKey.AclSet, Set<Acl>> wanted = new HashMap<>();
    Set<String> quotas = new HashSet<>();
    for (Desired each : desired.resources().values()) {
      if (!each.key().scope().equals(name)) {
        continue;
      }
      switch (each) {
        case Desired.Topic topic -> topic(topic, now.topics().get(topic.key().name()));
        case Desired.Acls acls -> wanted.put(acls.key(), acls.acls().keySet());
        case Desired.Quota quota -> {
          quotas.add(quota.key().user());
          Map<String, Double> values = now.quotas().getOrDefault(quota.key().user(), Map.of());
          if (!values.equals(quota.values())) {
            violation("I3", "quota of %s is %s".formatted(quota.key().user(), values));
          }
        }
        default -> {}
      }
    }
    Set<ResourceKey.AclSet> keys = new HashSet<>(wanted.keySet());
    keys.addAll(now.acls().keySet());
    for (ResourceKey.AclSet key : keys) {
      var excess = new HashSet<>(now.acls().getOrDefault(key, Set.of()));
      excess.removeIf(acl -> world.strangers.owns(key, acl));
      var lack = new HashSet<>(wanted.getOrDefault(key, Set.of()));
      lack.removeAll(now.acls().getOrDefault(key, Set.of()));
      excess.removeAll(wanted.getOrDefault(key, Set.of()));
      if (!excess.isEmpty() || !lack.isEmpty()) {
        violation(
            "I3", "bindings of %s: too many %s, missing %s".formatted(key.text(), excess, lack));
      }
    }
    for (String user : now.quotas().keySet()) {
      if (!quotas.contains(user) && !user.equals("legacy")) {
        violation("I3", "quota of %s was left behind".formatted(user));
      }
    }
  }

  private void topic(Desired.Topic wanted, ClusterSnapshot.@Nullable Topic seen) {
    if (world.strangers.owns(wanted.key().name())) {
      return;
    }
    if (seen == null || seen.partitions() < wanted.partitions()) {
      violation("I3", "topic %s is %s".formatted(wanted.key().name(), seen));
      return;
    }
    wanted
        .config()
        .forEach((key, value) -> {
          if (!value.equals(seen.overrides().get(key))) {
            violation(
                "I3",
                "%s of %s is %s and not %s"
                    .formatted(key, wanted.key().name(), seen.overrides().get(key), value));
          }
        });
  }

  private void others(DesiredState desired) {
    RegistrySnapshot registry = world.registry.all();
    for (Desired each : desired.resources().values()) {
      if (each instanceof Desired.Schema schema) {
        RegistrySnapshot.Artifact seen = registry.artifacts().get(schema.key());
        if (seen == null
            || !seen.canonical().equals(schema.canonical())
            || seen.compatibility() != schema.compatibility()) {
          violation("I3", "schema %s is %s".formatted(schema.key().text(), seen));
        }
      } else if (each instanceof Desired.Client client) {
        String id = client.key().clientId();
        String stored = world.vault.stored(id);
        var seen = world.identity.clients().get(client.key());
        if (seen == null || !seen.isEnabled() || stored == null) {
          violation("I3", "client %s is %s, its secret stored: %s".formatted(id, seen, stored));
        } else if (!stored.equals(world.vault.accepted(id))) {
          violation("I3", "the stored secret of %s is not the one that is accepted".formatted(id));
        }
      }
    }
    users(desired);
    world
        .identity
        .clients()
        .forEach((key, client) -> {
          if (client.isEnabled() && !desired.resources().containsKey(key)) {
            violation("I3", "client %s can still log in".formatted(key.clientId()));
          }
        });
  }

  private void users(DesiredState desired) {
    Set<String> wanted = new HashSet<>();
    for (Desired each : desired.resources().values()) {
      if (each instanceof Desired.ScramUser user) {
        String name = user.key().user();
        wanted.add(name);
        Map<String, String> handed =
            world
                .sink
                .read(name + "." + World.CLUSTER)
                .<Map<String, String>>map(found -> found)
                .orElse(Map.of());
        String jaas = handed.getOrDefault("sasl.jaas.config", "");
        String mechanism = handed.getOrDefault("sasl.mechanism", "");
        if (!world.accounts.letsIn(name, mechanism, jaas.replaceAll(".*password=\"|\";", ""))) {
          violation("I3", "user %s is not let in with what it was handed".formatted(name));
        }
      }
    }
    for (String name : world.accounts.names()) {
      if (!wanted.contains(name)) {
        violation("I3", "user %s was left behind".formatted(name));
      }
    }
  }

  /// I4: no change is made twice by one run, and no version is registered twice.
  private void once() {
    var seen = new HashSet<String>();
    for (Effect effect : world.effects()) {
      if (!seen.add(effect.run() + " " + effect.change().id())) {
        violation("I4", "%s was made twice by %s".formatted(effect.change().id(), effect.run()));
      }
    }
    var newest = new HashMap<ResourceKey, String>();
    for (Effect effect : world.effects()) {
      if (effect.change().change() instanceof Change.RegisterSchema register
          && register
              .schema()
              .canonical()
              .equals(newest.put(register.resource(), register.schema().canonical()))) {
        violation("I4", register.resource().text() + " has the same version twice");
      }
    }
  }

  /// I5: no secret is in any record of the log, nor in what the daemons say.
  private void secrets() {
    for (String secret : world.vault.all()) {
      boolean isTold =
          world.daemons().values().stream()
              .flatMap(daemon -> daemon.reports().stream())
              .anyMatch(report -> report.message().contains(secret));
      if (isTold || world.topics.contains(secret)) {
        violation("I5", "a secret is told to others");
      }
    }
  }

  /// I7: a product that is said to be ready is, and one that is ready is said to be.
  private void truth(DesiredState desired) {
    var documents =
        MemoryLog.open(world.topics, MemoryLog.Carrier.SAFE, world.kernel().clock()).documents();
    for (Desired each : desired.resources().values()) {
      if (each instanceof Desired.Topic topic && !world.strangers.owns(topic.key().name())) {
        String urn = "urn:weft:%s:%s".formatted(topic.owner().domain(), topic.owner().name());
        var status = documents.status().get(urn + "@" + topic.key().cluster());
        boolean isReady =
            status instanceof ProductStatus product
                && product.conditions().stream()
                    .anyMatch(one -> one.type().equals("Ready") && one.status().equals("True"));
        if (!isReady) {
          violation("I7", "%s is not said to be ready: %s".formatted(urn, status));
        }
      }
    }
  }

  /// I8: the chain is whole, and every change that a server made has a trace.
  private void audit() {
    var chain = new AuditChain(null);
    Set<String> applied = new HashSet<>();
    var lines = new StringBuilder();
    int place = 0;
    for (byte[] value : world.topics.values("weft.audit")) {
      chain.add("record " + place++, value);
      try {
        AuditRecord line = AuditRecord.of(value);
        boolean isOfAnother = line.action().equals("interrupted");
        lines
            .append(isOfAnother ? line.detail().split(" ", 3)[1] : line.run())
            .append(' ')
            .append(line.subject())
            .append('\n');
        boolean isBookkeeping = line.detail().matches(".*:(adopt|forget|removal) applied");
        if (line.action().equals("change")
            && line.detail().endsWith(" applied")
            && !isBookkeeping) {
          applied.add(line.run() + " " + line.subject());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    String breach = chain.check().breach();
    if (breach != null) {
      violation("I8", "the audit chain is broken: " + breach);
    }
    traces(lines.toString(), applied);
  }

  private void traces(String lines, Set<String> applied) {
    Set<String> made = new HashSet<>();
    List<String> journal = world.topics.keys("weft.journal");
    for (Effect effect : world.effects()) {
      String resource = effect.change().change().resource().text();
      String line = effect.run() + " " + resource;
      made.add(line);
      if (!lines.contains(line + "\n")
          && !journal.contains(effect.run() + "/" + effect.change().id())) {
        violation("I8", "nothing tells that %s made %s".formatted(effect.run(), resource));
      }
    }
    for (String line : applied) {
      if (!made.contains(line)) {
        violation(
            "I8", "the audit says that %s was applied, and no server made it".formatted(line));
      }
    }
  }
}
