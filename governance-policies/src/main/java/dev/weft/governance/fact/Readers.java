// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import dev.weft.model.compatibility.Consumer;
import dev.weft.model.compatibility.Consumers;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.name.PortName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who reads which port, before a change or after it: who gives its access up in the same step
/// still reads until then. How it reads is what it said before. Worked out when it is first asked
/// for.
final class Readers {

  private final EnvironmentMesh before;
  private final EnvironmentMesh after;
  private @Nullable Consumers consumers;

  Readers(EnvironmentMesh before, EnvironmentMesh after) {
    this.before = before;
    this.after = after;
  }

  List<Consumer> of(PortName port) {
    Consumers known = consumers;
    if (known == null) {
      known = Consumers.of(List.of(before), List.of(after));
      consumers = known;
    }
    return known.of(port);
  }
}
