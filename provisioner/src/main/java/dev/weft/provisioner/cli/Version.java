// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

/// The version of this build.
final class Version {

  private Version() {}

  /// From the jar's manifest; `0.1.0-SNAPSHOT` when run from classes.
  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0-SNAPSHOT" : version;
  }
}
