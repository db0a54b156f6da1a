// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.log.WriterGroup.Standing;

/// Which of several daemons of one environment writes. Whoever is wrongly sure of it for a moment
/// (it was paused, say) does no harm: the log has one writer at a time, and each run of a newer one
/// fences the older off.
public interface Leadership extends AutoCloseable {

  /// This daemon's place now. The first call stands for it.
  Standing standing(EnvironmentMesh mesh);

  /// What stands in the way of becoming the leader; empty when nothing is known to.
  String problem();

  @Override
  void close();
}
