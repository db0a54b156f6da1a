// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.live;

import dev.weft.daemon.pause.Pauses;
import dev.weft.model.event.PauseStatus;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.environment.LiveEnvironment;
import java.util.List;

/// Pauses in the control-plane log of the environment.
///
/// @param environment the caller closes it
public record LivePauses(LiveEnvironment environment) implements Pauses.Store {

  @Override
  public List<PauseStatus> pauses(EnvironmentMesh mesh) {
    return environment.pauses(mesh);
  }

  @Override
  public void pause(EnvironmentMesh mesh, String revision, PauseStatus pause) {
    environment.pause(mesh, revision, pause);
  }

  @Override
  public boolean resume(
      EnvironmentMesh mesh, String revision, String subject, String by, String reason) {
    return environment.resume(mesh, revision, subject, by, reason);
  }
}
