// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.ChangeReport;
import dev.weft.governance.Circumstances;
import dev.weft.governance.FixTrials;
import dev.weft.governance.Notice;
import dev.weft.governance.policy.Point;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.standard.PortExport;
import dev.weft.provisioner.access.Directory;
import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.log.AuditLog;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.plan.SavedPlan;
import dev.weft.provisioner.report.DiagnosticText;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What commands ask of the rest of the provisioner.
interface Backend {

  /// Reads the manifests of a directory; needs no servers.
  Manifests load(Path directory);

  /// Reads manifests anew when they are asked for next, for they have been written to.
  void forget();

  /// Checks a change of a mesh against another commit.
  ///
  /// @throws CliException when there is no such commit
  ChangeReport compare(Path directory, String base, Circumstances circumstances);

  /// Connects to the servers of an environment.
  Servers open(Target target, Progress progress);

  /// Writes manifests for topics that exist.
  Written adopt(Target target, Adoption adoption, Progress progress);

  /// Sends the sample records of a mesh to its topics.
  Written feed(Target target, Progress progress);

  /// Ports and what has to be known to describe them elsewhere; needs no servers.
  Described describe(Target target);

  /// Reads the audit log of an environment from its beginning.
  ///
  /// @return whether there is one
  boolean readAudit(Target target, AuditLog.Sink sink, Progress progress);

  /// What was read.
  ///
  /// @param check finds what there is to say about the mesh in any environment, sorted, with fixes
  ///   that were tried
  /// @param repair makes every fix that holds, without writing anything
  /// @param rules what a rule or policy says, by the id that diagnostics have
  /// @param environments names, in the order of the mesh
  /// @param files paths of what was read
  /// @param sources the lines of what was read
  /// @param digest digest of what was read
  record Manifests(
      Supplier<FixTrials.Offer> check,
      Supplier<FixTrials.Repair> repair,
      Supplier<Map<String, String>> rules,
      List<String> environments,
      List<String> files,
      DiagnosticText.Sources sources,
      Supplier<String> digest) {}

  /// Which manifests, and which servers.
  ///
  /// @param config the deployment's configuration; null for the usual places
  /// @param point where policies are asked
  record Target(
      Path directory,
      String environment,
      @Nullable Path config,
      String revision,
      String actor,
      Point point) {}

  /// What to adopt, and how.
  record Adoption(Pattern topics, String domain, boolean isDryRun, boolean isWithoutSchema) {}

  /// What was done, one sentence each.
  ///
  /// @param done what was written
  /// @param left what was left out, and why
  record Written(List<String> done, List<String> left) {}

  /// The ports of an environment.
  ///
  /// @param ports by URN; without those of products that are broken
  /// @param hasAddresses whether it is known where the environment's servers are
  record Described(SortedMap<String, PortExport> ports, boolean hasAddresses) {}

  /// The servers of an environment, and what the manifests want of them.
  interface Servers extends AutoCloseable {

    /// What is wrong with the manifests in this environment, sorted.
    List<Diagnostic> diagnostics();

    /// The same with what is known of the findings of policies.
    List<Notice> notices();

    /// The same with what puts it right, which is tried now.
    FixTrials.Offer offer();

    /// Whoever the manifests give a resource.
    SortedSet<Owner> owners();

    /// The topic of a port; empty when no such port is provisioned here.
    Optional<ResourceKey.Topic> topicOf(PortName port);

    /// The logins of an application that Weft makes; empty when it has none here.
    Set<ResourceKey> loginsOf(ApplicationName application);

    /// What the manifests know of principals and bindings.
    Directory directory();

    /// Reads the clusters.
    List<ClusterSnapshot> observe();

    /// Reads the servers and compares.
    Prepared plan(PlanOptions options);

    /// Reads the servers and compares, for a plan that was saved.
    Prepared plan(SavedPlan saved);

    /// Whether a daemon keeps this environment, which would undo what is applied beside it.
    boolean hasDaemon();

    /// Protects topics against deletion, or takes the protection away.
    ///
    /// @return the topics whose protection is another one now
    List<ResourceKey.Topic> protect(Set<String> topics, String actor, boolean shouldProtect);

    /// Applies a plan that [#plan] made.
    RunReport apply(Prepared prepared, Approval approval, RunListener listener);

    @Override
    void close();
  }
}
