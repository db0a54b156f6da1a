// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.git;

/// How much one request may send, in bytes.
///
/// @param pack most bytes of a pushed pack
/// @param object most bytes of one file, commit or folder in it
/// @param request most bytes of a request to fetch
record GitLimits(long pack, long object, long request) {

  /// What a mesh of manifests needs, with room to spare.
  static final GitLimits USUAL = new GitLimits(16L << 20, 2L << 20, 4L << 20);
}
