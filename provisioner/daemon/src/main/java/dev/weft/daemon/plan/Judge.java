// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.plan;

import dev.weft.governance.ChangeCheck;
import dev.weft.governance.ChangeMemory;
import dev.weft.governance.ChangeReport;
import dev.weft.governance.Circumstances;
import dev.weft.governance.FixTrials;
import dev.weft.governance.Governance;
import dev.weft.governance.Notice;
import dev.weft.governance.ProvenFix;
import dev.weft.governance.Verdict;
import dev.weft.governance.policy.Point;
import dev.weft.model.compatibility.ReaderUses;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.SourceTree;
import dev.weft.model.mesh.EnvironmentMesh;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges a proposed mesh in one environment as a change of the mesh before, by the rules of that
/// one and with who reads now, as every other check of a change does; and by its own rules, as an
/// apply after the merge would.
final class Judge {

  private final String environment;
  private final Readers readers;
  private final ChangeMemory memory = new ChangeMemory();

  Judge(String environment, Readers readers) {
    this.environment = environment;
    this.readers = readers;
  }

  /// A mesh, and the same as the environment sees it.
  record Side(LoadedMesh loaded, @Nullable EnvironmentMesh mesh) {}

  /// What the change does to the mesh before, with the fixes that hold.
  ///
  /// @param tree the files of the mesh after
  ChangeReport change(Side before, SourceTree tree, LoadedMesh after, Instant now) {
    EnvironmentMesh mesh = before.mesh();
    ReaderUses uses = mesh == null ? null : readers.now(mesh).orElse(null);
    var circumstances = new Circumstances(Set.of(), uses);
    return check(before.loaded(), after, circumstances, now)
        .tried(
            new FixTrials(tree, next -> check(before.loaded(), next, circumstances, now).all()),
            after.products().size());
  }

  private ChangeReport check(
      LoadedMesh before, LoadedMesh after, Circumstances circumstances, Instant now) {
    return ChangeCheck.of(before, after, List.of(environment), circumstances, now, memory);
  }

  /// What the proposed policies say of the proposed mesh.
  ///
  /// @param change what is known of it as a change; absent when there was nothing before
  Verdict verdict(
      @Nullable ChangeReport change, LoadedMesh loaded, EnvironmentMesh mesh, Instant now) {
    Verdict known = change == null ? null : change.verdicts().get(environment);
    return known == null
        ? Governance.of(loaded).check(mesh, Optional.empty(), Point.CHANGE, now)
        : known;
  }

  /// What is reported, with the fixes of the change.
  List<Notice> notices(
      Verdict verdict, List<Diagnostic> diagnostics, @Nullable ChangeReport change) {
    Map<String, ProvenFix> fixes = new HashMap<>();
    if (change != null) {
      for (Notice notice : change.relevant()) {
        ProvenFix fix = notice.fix();
        if (fix != null) {
          fixes.put(notice.identity(), fix);
        }
      }
    }
    return verdict.notices(diagnostics, environment).stream()
        .map(notice ->
            new Notice(
                notice.diagnostic(),
                notice.finding(),
                notice.environments(),
                fixes.get(notice.identity())))
        .toList();
  }
}
