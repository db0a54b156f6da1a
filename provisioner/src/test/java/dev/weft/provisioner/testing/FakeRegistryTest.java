// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import dev.weft.provisioner.driver.RegistryDriver;
import dev.weft.provisioner.registry.RegistryDriverContract;

/// The fake does what every registry driver does, so that tests on it mean something.
class FakeRegistryTest extends RegistryDriverContract {

  private final FakeRegistry fake = new FakeRegistry();

  @Override
  protected RegistryDriver driver() {
    return fake;
  }
}
