// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

/// Topics of the control-plane log that others than the provisioner read. All have one partition.
public final class LogTopic {

  /// Compacted; key: URN, value: [CatalogDocument].
  public static final String PRODUCTS = "weft.products";

  /// Compacted; key: see [StatusDocument#key], value: [StatusDocument].
  public static final String STATUS = "weft.status";

  /// Append only, kept for [#MEASUREMENT_RETENTION_MS]; key: what was measured, value:
  /// [Measurement].
  public static final String MEASUREMENTS = "weft.measurements";

  /// How long measurements are kept, in milliseconds: seven days.
  public static final long MEASUREMENT_RETENTION_MS = 7L * 24 * 60 * 60 * 1000;

  private LogTopic() {}
}
