// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

/// The process died here: thrown by fakes in the middle of a run, caught only by the test. An
/// error, so that nobody takes it for a driver that breaks down.
public final class FakeCrash extends Error {

  public FakeCrash(String message) {
    super(message);
  }
}
