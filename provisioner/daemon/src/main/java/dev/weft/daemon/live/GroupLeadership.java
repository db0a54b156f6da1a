// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.live;

import dev.weft.daemon.loop.Leadership;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.environment.LiveEnvironment;
import dev.weft.provisioner.log.WriterGroup;
import dev.weft.provisioner.log.WriterGroup.Standing;
import org.jspecify.annotations.Nullable;

/// Leadership by the group of writers of the control-plane log. When the mesh moves the log to
/// another cluster, this daemon leaves the old group and stands for the new one.
public final class GroupLeadership implements Leadership {

  private final LiveEnvironment environment;
  private final String instance;
  private @Nullable WriterGroup group;
  private String control = "";

  /// @param environment the caller closes it
  /// @param instance the daemon's name
  public GroupLeadership(LiveEnvironment environment, String instance) {
    this.environment = environment;
    this.instance = instance;
  }

  @Override
  public synchronized Standing standing(EnvironmentMesh mesh) {
    WriterGroup joined = group;
    if (joined == null || !control.equals(mesh.control())) {
      close();
      joined = environment.joinWriters(mesh, instance);
      group = joined;
      control = mesh.control();
    }
    return joined.standing();
  }

  @Override
  public synchronized String problem() {
    WriterGroup joined = group;
    return joined == null ? "" : joined.problem();
  }

  @Override
  public synchronized void close() {
    WriterGroup joined = group;
    if (joined != null) {
      joined.close();
      group = null;
    }
  }
}
