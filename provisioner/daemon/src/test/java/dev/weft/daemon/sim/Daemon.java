// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.daemon.loop.Leadership;
import dev.weft.daemon.loop.Loop;
import dev.weft.daemon.loop.PassListener;
import dev.weft.daemon.loop.PassReport;
import dev.weft.model.event.DaemonStatus;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.log.WriterGroup.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A daemon: the real loop in a process that may die and is then started again.
final class Daemon implements PassListener {

  static final Duration POLL = Duration.ofSeconds(5);
  static final Duration DRIFT = Duration.ofMinutes(1);

  private final World world;
  private final String name;
  private final List<PassReport> reports = new ArrayList<>();
  private final List<RuntimeException> breakdowns = new ArrayList<>();
  private Node node;
  private int lives;
  private @Nullable Loop loop;

  Daemon(World world, String name) {
    this.world = world;
    this.name = name;
    this.node = new Node(name);
    this.node.isDead = true;
  }

  Node node() {
    return node;
  }

  /// Every pass of all its lives.
  List<PassReport> reports() {
    return reports;
  }

  @Nullable PassReport last() {
    return reports.isEmpty() ? null : reports.getLast();
  }

  /// What broke in a way that nobody foresaw.
  List<RuntimeException> breakdowns() {
    return breakdowns;
  }

  /// Begins a new life, unless one is going on.
  Daemon start(Duration after) {
    if (node.isDead) {
      var born = new Node(name);
      node = born;
      lives++;
      Loop living = loop(born, lives);
      loop = living;
      world
          .kernel()
          .spawn(
              born,
              after,
              () -> {
                world.group.join(born);
                while (true) {
                  world.kernel().sleep(born, living.step(() -> false));
                }
              });
    }
    return this;
  }

  /// Somebody asks it to look now.
  void request() {
    if (loop != null) {
      loop.request();
    }
  }

  private Loop loop(Node born, int life) {
    return new Loop(
        new Loop.Settings(Meshes.ENVIRONMENT, POLL, DRIFT, ""),
        world.branch,
        new SimEngine(world, born),
        new Place(born),
        this,
        this::status,
        new Loop.Times(
            world.kernel().clock(),
            world.kernel()::nanos,
            new SplittableRandom(name.hashCode() * 31L + life)),
        work -> world.kernel().spawn(born, Duration.ZERO, work));
  }

  private DaemonStatus status() {
    PassReport last = last();
    return new DaemonStatus(
        Meshes.ENVIRONMENT,
        null,
        null,
        World.START,
        null,
        null,
        null,
        last == null ? "" : last.result().name(),
        true,
        null);
  }

  @Override
  public void finished(PassReport report, boolean hasMore) {
    reports.add(report);
  }

  @Override
  public void broke(RuntimeException error) {
    breakdowns.add(error);
  }

  private final class Place implements Leadership {

    private final Node born;

    Place(Node born) {
      this.born = born;
    }

    @Override
    public Standing standing(EnvironmentMesh mesh) {
      return world.group.standing(born);
    }

    @Override
    public String problem() {
      return "";
    }

    @Override
    public void close() {
      // The coordinator notices by itself.
    }
  }
}
