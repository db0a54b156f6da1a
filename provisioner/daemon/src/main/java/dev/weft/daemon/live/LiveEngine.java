// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.live;

import dev.weft.daemon.loop.Engine;
import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.environment.Goal;
import dev.weft.provisioner.environment.LiveEnvironment;
import dev.weft.provisioner.plan.PlanOptions;

/// The environment's servers. What needs an approval is left to a person with the command line.
public final class LiveEngine implements Engine {

  /// Whom the audit log names.
  static final String ACTOR = "weft-daemon";

  private final LiveEnvironment environment;

  /// @param environment the caller closes it
  public LiveEngine(LiveEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Prepared plan(Goal goal) {
    return environment.plan(goal, PlanOptions.DEFAULT);
  }

  @Override
  public RunReport apply(Goal goal, Prepared prepared, RunListener listener) {
    String command = "weft apply --env " + goal.mesh().environment();
    return environment.apply(goal, prepared, Approval.none(ACTOR, command), listener);
  }
}
