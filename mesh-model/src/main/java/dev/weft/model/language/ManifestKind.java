// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import java.util.List;

/// The kinds of manifests.
public enum ManifestKind {
  MESH("Mesh", "mesh.yaml"),
  TEAM_LIST("TeamList", "teams.yaml"),
  DOMAIN("Domain", "domains/<domain>/domain.yaml"),
  APPLICATION("Application", "domains/<domain>/applications/<name>.yaml"),
  DATA_PRODUCT("DataProduct", "domains/<domain>/<product>/product.yaml"),
  ACCESS_GRANT("AccessGrant", "domains/<domain>/<product>/access/<name>.yaml"),
  POLICY("Policy", "governance/policies/<name>.yaml or domains/<domain>/policies/<name>.yaml"),
  TERM("Term", "governance/terms/<name>.yaml"),
  WAIVER("Waiver", "governance/waivers/<name>.yaml");

  private final String word;
  private final String place;

  ManifestKind(String word, String place) {
    this.word = word;
    this.place = place;
  }

  /// The value of `kind`.
  public String word() {
    return word;
  }

  /// Where such files stand.
  public String place() {
    return place;
  }

  /// All values of `kind`.
  public static List<String> words() {
    return java.util.Arrays.stream(values()).map(ManifestKind::word).toList();
  }
}
