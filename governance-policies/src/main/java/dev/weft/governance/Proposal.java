// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.model.yaml.YamlStep;
import java.util.List;

/// What a policy would do about a finding. Nobody has tried it yet.
///
/// @param steps changes of the manifest that the finding is in
/// @param words the same for people, as a clause: "set `topic.retention` to `P90D`"
public record Proposal(List<YamlStep> steps, String words) {
  public Proposal {
    steps = List.copyOf(steps);
  }
}
