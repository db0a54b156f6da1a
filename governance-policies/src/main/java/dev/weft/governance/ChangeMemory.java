// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.policy.PolicySet;
import dev.weft.model.load.LoadedMesh;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What policies said of a branch when a change was last held against it, so that the next check of
/// a change, be it of the same or of another one, asks only about products that are other than
/// there. By many threads, one after another. Verdicts are the same as without it.
public final class ChangeMemory {

  private final CheckMemory rules = new CheckMemory();
  private final Map<String, CheckMemory> environments = new ConcurrentHashMap<>();

  /// The policies of the branch, compiled.
  PolicySet policies(LoadedMesh base) {
    return rules.policies(base);
  }

  /// For a check of the branch itself.
  Governance.Recall ofBase(String environment) {
    return new Governance.Recall(memory(environment), true);
  }

  /// For a check of a change by the same policies.
  Governance.Recall ofChange(String environment) {
    return new Governance.Recall(memory(environment), false);
  }

  private CheckMemory memory(String environment) {
    return environments.computeIfAbsent(environment, _ -> new CheckMemory());
  }
}
