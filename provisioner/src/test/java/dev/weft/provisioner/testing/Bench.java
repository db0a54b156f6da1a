// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.LinkDriver;
import dev.weft.provisioner.driver.ScramDriver;
import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.Provisioner;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.engine.Servers;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Fake servers of one environment, and a provisioner in front of them.
public final class Bench {

  public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private Instant now = NOW;
  public final FakeCluster cluster = new FakeCluster(Wanted.CLUSTER, clock());
  public final FakeRegistry registry = new FakeRegistry();
  public final FakeControlPlaneLog log = new FakeControlPlaneLog();
  private final Map<String, ClusterDriver> clusters = new HashMap<>();
  private @Nullable FakeIdentity identity;
  private final Map<String, LinkDriver> links = new HashMap<>();
  private final Map<String, ScramDriver> scram = new HashMap<>();
  private int runs;

  public Bench() {
    clusters.put(Wanted.CLUSTER, cluster);
  }

  /// Lets time pass.
  public void pass(Duration time) {
    now = now.plus(time);
  }

  public Instant now() {
    return now;
  }

  private Clock clock() {
    InstantSource source = () -> now;
    return source.withZone(ZoneOffset.UTC);
  }

  public Bench with(ClusterDriver driver) {
    clusters.put(driver.cluster(), driver);
    return this;
  }

  public Bench with(FakeIdentity provider) {
    identity = provider;
    return this;
  }

  public Bench with(LinkDriver driver) {
    links.put(driver.target(), driver);
    return this;
  }

  /// Has applications log in by SCRAM to the cluster that everything is on.
  public Bench with(ScramDriver driver) {
    scram.put(Wanted.CLUSTER, driver);
    return this;
  }

  /// A new provisioner, as after a restart.
  public Provisioner provisioner() {
    return new Provisioner(
        new Servers(clusters, registry, identity, links, scram),
        log,
        clock(),
        () -> "run-" + ++runs);
  }

  public Prepared plan(Wanted wanted, String... deletions) {
    return provisioner().plan(wanted.state(), "r1", new PlanOptions(Set.of(deletions)));
  }

  /// Plans a new secret for a login.
  public Prepared planRotation(Wanted wanted, ResourceKey login) {
    return provisioner().plan(wanted.state(), "r1", new PlanOptions(Set.of(), Set.of(login)));
  }

  /// Plans and applies what needs no approval.
  public RunReport apply(Wanted wanted, String... deletions) {
    return provisioner()
        .apply(plan(wanted, deletions), Approval.none("ann", "weft apply"), RunListener.SILENT);
  }

  /// Applies what needs no approval.
  public RunReport apply(Prepared prepared) {
    return provisioner().apply(prepared, Approval.none("ann", "weft apply"), RunListener.SILENT);
  }

  /// Plans and applies, approval included.
  public RunReport approve(Wanted wanted, String... deletions) {
    Prepared prepared = plan(wanted, deletions);
    return provisioner()
        .apply(prepared, new Approval("ann", prepared.digest(), "weft apply"), RunListener.SILENT);
  }

  /// One line per change: verdict, risk, id.
  public static List<String> lines(Plan plan) {
    return plan.changes().stream().map(Bench::line).toList();
  }

  private static String line(PlannedChange planned) {
    String verdict =
        switch (planned.verdict()) {
          case Verdict.Allowed _ -> "";
          case Verdict.NeedsApproval _ -> "approval? ";
          case Verdict.Blocked blocked -> blocked.cause() + "! ";
        };
    return verdict + planned.risk() + " " + planned.id();
  }
}
