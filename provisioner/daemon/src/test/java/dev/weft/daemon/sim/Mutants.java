// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.IdentityDriver;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.driver.TopicFacts;
import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.log.DocumentChanges;
import dev.weft.provisioner.log.Documents;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.IdentitySnapshot;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Parts of the engine and drivers with a defect each.
final class Mutants {

  private Mutants() {}

  /// A log that passes everything on.
  private abstract static class Log implements ControlPlaneLog {
    final ControlPlaneLog real;

    Log(ControlPlaneLog real) {
      this.real = real;
    }

    @Override
    public Inventory inventory() {
      return real.inventory();
    }

    @Override
    public Run begin(String run, String actor, String environment, String revision) {
      return real.begin(run, actor, environment, revision);
    }

    @Override
    public Documents documents() {
      return real.documents();
    }

    @Override
    public DocumentChanges publish(
        String environment, Function<Documents, DocumentChanges> decide) {
      return real.publish(environment, decide);
    }

    @Override
    public void close() {
      real.close();
    }
  }

  /// A run that passes everything on.
  private static class Passing implements ControlPlaneLog.Run {
    private final ControlPlaneLog.Run real;

    Passing(ControlPlaneLog.Run real) {
      this.real = real;
    }

    @Override
    public void intend(Collection<PlannedChange> changes) {
      real.intend(changes);
    }

    @Override
    public void record(
        List<ControlPlaneLog.Result> results,
        List<Inventory.Entry> owned,
        List<ResourceKey> gone,
        List<ControlPlaneLog.AuditLine> lines) {
      real.record(results, owned, gone, lines);
    }

    @Override
    public void audit(String action, String subject, String detail) {
      real.audit(action, subject, detail);
    }

    @Override
    public void bindCluster(String cluster, String clusterId) {
      real.bindCluster(cluster, clusterId);
    }

    @Override
    public void requireTurn() {
      real.requireTurn();
    }

    @Override
    public void close() {
      real.close();
    }
  }

  /// A cluster that passes everything on.
  private static class Cluster implements ClusterDriver {
    final ClusterDriver real;

    Cluster(ClusterDriver real) {
      this.real = real;
    }

    @Override
    public String cluster() {
      return real.cluster();
    }

    @Override
    public ClusterSnapshot observe() {
      return real.observe();
    }

    @Override
    public ClusterSnapshot observe(ClusterSnapshot before, Set<ResourceKey> keys) {
      return real.observe(before, keys);
    }

    @Override
    public Map<String, String> validate(List<PlannedChange> changes) {
      return real.validate(changes);
    }

    @Override
    public void apply(List<PlannedChange> changes, Reporter report) {
      real.apply(changes, report);
    }

    @Override
    public Map<String, TopicFacts> evidence(Set<String> topics) {
      return real.evidence(topics);
    }

    @Override
    public void close() {
      real.close();
    }
  }

  /// Forgets to write intents to the journal.
  static final Mutation FORGETS_INTENTS =
      new Mutation() {
        @Override
        public ControlPlaneLog log(World world, Node node, ControlPlaneLog log) {
          return new Log(log) {
            @Override
            public Run begin(String run, String actor, String environment, String revision) {
              return new Passing(super.begin(run, actor, environment, revision)) {
                @Override
                public void intend(Collection<PlannedChange> changes) {
                  // The defect.
                }
              };
            }
          };
        }
      };

  /// Writes results without a word in the audit log.
  static final Mutation KEEPS_QUIET =
      new Mutation() {
        @Override
        public ControlPlaneLog log(World world, Node node, ControlPlaneLog log) {
          return new Log(log) {
            @Override
            public Run begin(String run, String actor, String environment, String revision) {
              return new Passing(super.begin(run, actor, environment, revision)) {
                @Override
                public void record(
                    List<Result> results,
                    List<Inventory.Entry> owned,
                    List<ResourceKey> gone,
                    List<AuditLine> lines) {
                  super.record(results, owned, gone, List.of());
                }
              };
            }
          };
        }
      };

  /// Tells nobody what has become of products.
  static final Mutation PUBLISHES_NOTHING =
      new Mutation() {
        @Override
        public ControlPlaneLog log(World world, Node node, ControlPlaneLog log) {
          return new Log(log) {
            @Override
            public DocumentChanges publish(
                String environment, Function<Documents, DocumentChanges> decide) {
              return DocumentChanges.NONE;
            }
          };
        }
      };

  /// Takes whatever stands under a name that begins like ours for ours.
  static final Mutation CLAIMS_WHAT_IT_SEES =
      new Mutation() {
        @Override
        public ControlPlaneLog log(World world, Node node, ControlPlaneLog log) {
          return new Log(log) {
            @Override
            public Inventory inventory() {
              Inventory known = super.inventory();
              Map<ResourceKey, Owner> pending = new HashMap<>(known.pending());
              for (String topic : world.cluster().observe().topics().keySet()) {
                var key = new ResourceKey.Topic(World.CLUSTER, topic);
                if (topic.startsWith("shop.") && !known.entries().containsKey(key)) {
                  pending.put(key, new Owner(Owner.Kind.PRODUCT, "shop", topic.split("\\.")[1]));
                }
              }
              return new Inventory(known.entries(), pending, known.clusterIds(), known.intents());
            }
          };
        }
      };

  /// Writes down that a change was made, and makes it afterwards.
  static final Mutation RECORDS_FIRST =
      new Mutation() {
        @Override
        public ClusterDriver cluster(World world, Node node, ClusterDriver driver) {
          return new Cluster(driver) {
            private final List<PlannedChange> unsent = new ArrayList<>();

            private void send() {
              List<PlannedChange> all = List.copyOf(unsent);
              unsent.clear();
              super.apply(all, (_, _) -> {});
            }

            @Override
            public ClusterSnapshot observe() {
              send();
              return super.observe();
            }

            @Override
            public ClusterSnapshot observe(ClusterSnapshot before, Set<ResourceKey> keys) {
              send();
              return super.observe(before, keys);
            }

            @Override
            public void apply(List<PlannedChange> changes, Reporter report) {
              send();
              changes.forEach(planned -> report.accept(planned, new Outcome.Applied()));
              unsent.addAll(changes);
            }

            @Override
            public Map<String, String> topicIds(Set<String> topics) {
              return Map.of();
            }
          };
        }
      };

  /// Deletes the topic of a product on which rights are taken away.
  static final Mutation CLEANS_UP =
      new Mutation() {
        @Override
        public ClusterDriver cluster(World world, Node node, ClusterDriver driver) {
          return new Cluster(driver) {
            @Override
            public void apply(List<PlannedChange> changes, Reporter report) {
              super.apply(changes, report);
              for (PlannedChange planned : changes) {
                if (planned.change() instanceof Change.RemoveAcls(var key, _)) {
                  var topic = world.cluster().observe().topics().get(key.name());
                  if (topic != null) {
                    var gone = new ResourceKey.Topic(World.CLUSTER, key.name());
                    super.apply(
                        List.of(with(planned, new Change.DeleteTopic(gone, topic.id()))),
                        (_, _) -> {});
                  }
                }
              }
            }
          };
        }
      };

  private static PlannedChange with(PlannedChange planned, Change change) {
    return new PlannedChange(
        planned.id() + "-and-topic",
        change,
        planned.owner(),
        planned.risk(),
        planned.reason(),
        planned.causes(),
        planned.evidence(),
        planned.after(),
        planned.fingerprint(),
        planned.verdict());
  }

  /// Makes each change of a client twice.
  static final Mutation STUTTERS =
      new Mutation() {
        @Override
        public IdentityDriver identity(World world, Node node, IdentityDriver driver) {
          return Mutants.identity(
              driver,
              (changes, report) -> {
                driver.apply(changes, report);
                driver.apply(
                    changes.stream()
                        .filter(planned -> planned.change() instanceof Change.StoreSecret)
                        .toList(),
                    (_, _) -> {});
              });
        }
      };

  /// Tells a secret when something fails.
  static final Mutation BLABS =
      new Mutation() {
        @Override
        public IdentityDriver identity(World world, Node node, IdentityDriver driver) {
          return Mutants.identity(
              driver,
              (changes, report) ->
                  driver.apply(
                      changes,
                      (planned, _) ->
                          report.accept(
                              planned,
                              new Outcome.Failed(
                                  Outcome.Kind.PERMANENT,
                                  "It answered: " + String.join(" ", world.vault.all())))));
        }
      };

  private static IdentityDriver identity(
      IdentityDriver real, BiConsumer<List<PlannedChange>, Reporter> apply) {
    return new IdentityDriver() {
      @Override
      public IdentitySnapshot observe(Map<ResourceKey.Client, Owner> clients) {
        return real.observe(clients);
      }

      @Override
      public void apply(List<PlannedChange> changes, Reporter report) {
        apply.accept(changes, report);
      }

      @Override
      public void close() {
        real.close();
      }
    };
  }
}
