// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.daemon.sim.World.Effect;
import dev.weft.daemon.source.Revision;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.environment.Goal;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.resource.LinkSnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Kills the process at every moment of a change: before and after each write to the log, and
/// before and after each call to a server; then lets it recover and checks what must hold.
final class Sweep {

  private static final Duration QUIET = Duration.ofSeconds(40);
  private static final Duration WORK = Duration.ofSeconds(20);
  private static final Duration RECOVERY = Duration.ofSeconds(90);

  private Sweep() {}

  /// A change, and how it comes about.
  ///
  /// @param name as people see it
  /// @param first the mesh before it
  /// @param meanwhile what others do before the change
  /// @param second the mesh that makes it necessary
  /// @param deleted a topic that a person names for deletion; empty when none does
  record Case(
      String name, Meshes first, Consumer<World> meanwhile, Meshes second, String deleted) {}

  /// A moment of a change at which the death of the process did harm.
  record Harm(Chaos.Point at, List<String> violations, List<String> notes) {}

  /// What came of sweeping over one change.
  ///
  /// @param kinds of changes that servers or the inventory saw
  /// @param points moments at which the process was killed
  record Report(String name, Set<String> kinds, int points, List<Harm> harms) {}

  /// Every kind of change.
  static List<Case> cases() {
    return Stream.of(usual(), usersAndMirrors()).flatMap(List::stream).toList();
  }

  private static List<Case> usual() {
    Meshes small = Meshes.small();
    return List.of(
        of("create topic", small, small.copy().product("carts")),
        of("partitions", small, small.copy().partitions("orders", 3)),
        of("config", small, small.copy().retention("orders", 5)),
        of("ACL add", small, small.copy().reader("auditor").grant("orders", "auditor")),
        of("ACL remove", small, small.copy().revoke("orders", "reader")),
        of("quota", small, small.copy().quota("reader", 9)),
        of("quota remove", small, small.copy().quota("reader", 0)),
        of("schema version", small, small.copy().schema("orders", 2)),
        of("schema rule", small, small.copy().strict("orders", true)),
        of("client and secret", small, small.copy().reader("auditor")),
        of("client shut", small, small.copy().withoutReader("reader")),
        new Case("secret", small, world -> world.vault.lose("shop.reader"), small, ""),
        new Case(
            "adopt",
            small,
            world -> world.strangers.release("squatted"),
            small.copy().product("squatted").adopting("squatted").partitions("squatted", 3),
            ""),
        new Case(
            "forget",
            small,
            world -> {
              // What was written so lately may not be seen yet, and is not forgotten.
              world.kernel().run(Duration.ofMinutes(1));
              world.cluster().withoutTopic(Meshes.topic("orders"));
            },
            small.copy().without("orders"),
            ""),
        new Case(
            "delete topic",
            small,
            _ -> {},
            small.copy().without("orders"),
            Meshes.topic("orders")));
  }

  /// A product that is copied to the second cluster.
  private static Meshes linked() {
    return Meshes.small().availableOn("orders", World.CLUSTER, World.CLOUD);
  }

  private static List<Case> usersAndMirrors() {
    Meshes small = Meshes.small();
    return List.of(
        of("user", small, small.copy().user("auditor").grant("orders", "auditor")),
        new Case(
            "user's secret",
            withUser(),
            world -> {
              try {
                world.sink.remove("shop.auditor." + World.CLUSTER);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            withUser(),
            ""),
        of("user gone", withUser(), small),
        of("mirror", small, linked()),
        new Case(
            "mirror paused",
            linked(),
            world ->
                world.links.with(
                    new ResourceKey.Mirror(World.CLOUD, Meshes.topic("orders")),
                    World.CLUSTER,
                    LinkSnapshot.State.PAUSED,
                    ""),
            linked(),
            ""),
        new Case(
            "mirror gone",
            linked(),
            _ -> {},
            linked().availableOn("orders", World.CLUSTER),
            Meshes.topic("orders")),
        new Case(
            "mirror promoted",
            linked(),
            _ -> {},
            linked().availableOn("orders", World.CLOUD),
            Meshes.topic("orders")));
  }

  /// A product that somebody reads who logs in by SCRAM.
  private static Meshes withUser() {
    return Meshes.small().user("auditor").grant("orders", "auditor");
  }

  private static Case of(String name, Meshes first, Meshes second) {
    return new Case(name, first, _ -> {}, second, "");
  }

  /// Sweeps over one change.
  static Report run(Case change, Mutation mutation) {
    World steady = change(change, mutation, Chaos.NONE);
    var kinds = new TreeSet<String>();
    for (Effect effect : steady.effects().subList(steady.before(), steady.effects().size())) {
      kinds.add(effect.change().change().getClass().getSimpleName());
    }
    kinds.addAll(steady.books());
    List<Harm> harms = new ArrayList<>();
    List<String> broken = Invariants.check(steady);
    if (!broken.isEmpty()) {
      harms.add(new Harm(new Chaos.Point(-1, "", "nothing", false), broken, steady.notes()));
    }
    int points = 0;
    for (boolean isInside = true; isInside; points++) {
      var killer = new Killer(points);
      World world = change(change, mutation, killer);
      isInside = killer.killed != null;
      List<String> violations = isInside ? Invariants.check(world) : List.of();
      if (!violations.isEmpty()) {
        harms.add(new Harm(Objects.requireNonNull(killer.killed), violations, world.notes()));
      }
    }
    return new Report(change.name(), kinds, points - 1, harms);
  }

  /// Kills at the moment with a number, once.
  private static final class Killer implements Chaos {
    private int left;
    private Chaos.@Nullable Point killed;

    Killer(int after) {
      this.left = after;
    }

    @Override
    public boolean kills(Point point) {
      if (left-- == 0) {
        killed = point;
        return true;
      }
      return false;
    }
  }

  private static World change(Case change, Mutation mutation, Chaos chaos) {
    var world = new World(mutation);
    world.strangers.settle();
    world.branch.push(change.first().tree());
    var _ = world.daemon("a");
    world.kernel().run(QUIET);
    change.meanwhile().accept(world);
    world.mark();
    world.branch.push(change.second().tree());
    if (change.deleted().isEmpty()) {
      world.chaos(chaos);
      // What others did is found by who looks at everything.
      Objects.requireNonNull(world.daemons().get("a")).request();
      world.kernel().run(WORK);
    } else {
      world.kernel().run(WORK);
      world.stop("a");
      world.named().add(change.deleted());
      world.chaos(chaos);
      delete(world, change.deleted());
      world.kernel().run(WORK);
      var _ = world.daemon("a");
    }
    world.chaos(Chaos.NONE);
    world.kernel().run(RECOVERY);
    return world;
  }

  /// A person deletes a topic by command, and gives the command again if it died.
  private static void delete(World world, String topic) {
    for (int attempt = 0; attempt < 2; attempt++) {
      var node = new Node("person-" + attempt);
      world
          .kernel()
          .spawn(
              node,
              Duration.ofSeconds(1 + 5L * attempt),
              () -> {
                Goal goal = goal(world);
                if (isLeft(world, goal, topic)) {
                  var engine = new SimEngine(world, node);
                  Prepared prepared = engine.plan(goal, new PlanOptions(Set.of(topic)));
                  var _ = engine.approve(prepared);
                }
              });
    }
  }

  /// Whether a cluster has the topic although no manifest wants it there.
  private static boolean isLeft(World world, Goal goal, String topic) {
    return world.clusters().keySet().stream()
        .filter(cluster -> world.cluster(cluster).observe().topics().containsKey(topic))
        .anyMatch(cluster ->
            !goal.desired().resources().containsKey(new ResourceKey.Topic(cluster, topic)));
  }

  private static Goal goal(World world) {
    try {
      Revision revision = world.branch.read(world.branch.head().orElseThrow());
      var today = LocalDate.ofInstant(world.kernel().clock().instant(), ZoneOffset.UTC);
      EnvironmentMesh mesh =
          Objects.requireNonNull(revision.mesh().resolve(Meshes.ENVIRONMENT, today).mesh());
      return Goal.of(mesh, List.of(), revision.commit().id());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Kinds of changes that some case makes, with those that touch the inventory only.
  static Set<String> kinds(List<Report> reports) {
    var kinds = new TreeSet<String>();
    reports.forEach(report -> kinds.addAll(report.kinds()));
    return kinds;
  }

  /// The names of all kinds of changes there are.
  static Set<String> allKinds() {
    var kinds = new TreeSet<String>();
    for (Class<?> kind : Change.class.getPermittedSubclasses()) {
      kinds.add(kind.getSimpleName());
    }
    return kinds;
  }
}
