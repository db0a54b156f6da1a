// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.web;

/// Roles of the client `weft-daemon`. Whoever may plan or operate may read as well.
public final class Roles {

  /// May look at everything.
  public static final String READ = "read";

  /// May ask what a change would do.
  public static final String PLAN = "plan";

  /// May have it look again, pause and resume.
  public static final String OPERATE = "operate";

  private Roles() {}
}
