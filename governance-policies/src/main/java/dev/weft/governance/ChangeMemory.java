// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.policy.PolicySet;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.Resolution;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What policies said of a branch when a change was last held against it, so that the next check of
/// a change, be it of the same or of another one, asks only about products that are other than
/// there. By many threads, one after another. Verdicts are the same as without it.
public final class ChangeMemory {

  private final CheckMemory rules = new CheckMemory();
  private final Map<String, CheckMemory> environments = new ConcurrentHashMap<>();
  private final Map<String, Resolved> resolutions = new ConcurrentHashMap<>();

  /// The branch as an environment saw it on a day.
  private record Resolved(LoadedMesh mesh, LocalDate day, Resolution resolution) {}

  /// The policies of the branch, compiled.
  PolicySet policies(LoadedMesh base) {
    return rules.policies(base);
  }

  /// The branch as an environment sees it; not worked out anew while it stands at one commit.
  Resolution resolve(LoadedMesh base, String environment, LocalDate today) {
    Resolved known = resolutions.get(environment);
    if (known == null || known.mesh() != base || !known.day().equals(today)) {
      known = new Resolved(base, today, base.resolve(environment, today));
      resolutions.put(environment, known);
    }
    return known.resolution();
  }

  /// For a check of the branch itself.
  MeshCheck.Memories ofBase() {
    return new MeshCheck.Memories() {
      @Override
      public Governance.Recall of(String environment) {
        return new Governance.Recall(memory(environment), true);
      }

      @Override
      public Resolution resolve(LoadedMesh base, String environment, LocalDate today) {
        return ChangeMemory.this.resolve(base, environment, today);
      }
    };
  }

  /// For a check of a change by the same policies.
  MeshCheck.Memories ofChange() {
    return environment -> new Governance.Recall(memory(environment), false);
  }

  private CheckMemory memory(String environment) {
    return environments.computeIfAbsent(environment, _ -> new CheckMemory());
  }
}
