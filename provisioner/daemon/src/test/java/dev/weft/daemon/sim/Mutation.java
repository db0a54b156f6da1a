// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.IdentityDriver;
import dev.weft.provisioner.log.ControlPlaneLog;

/// A defect that is put into a part on purpose, to see that the simulation finds it.
interface Mutation {

  /// No defect.
  Mutation NONE = new Mutation() {};

  default ControlPlaneLog log(World world, Node node, ControlPlaneLog log) {
    return log;
  }

  default ClusterDriver cluster(World world, Node node, ClusterDriver driver) {
    return driver;
  }

  default IdentityDriver identity(World world, Node node, IdentityDriver driver) {
    return driver;
  }
}
