// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.forge.AccessTerms;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.yaml.YamlEditor;
import dev.weft.model.yaml.YamlFlow;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlStep;
import java.util.List;
import java.util.Optional;

/// Writes the manifest of a grant, and ends one. Equal terms give equal text.
final class GrantFile {

  private GrantFile() {}

  /// Path of a grant's file.
  static String path(String product, String name) {
    return "domains/" + product + "/access/" + name + ".yaml";
  }

  /// The manifest that gives what the terms ask for.
  static String render(AccessTerms terms) {
    String name = terms.grant().substring(terms.grant().lastIndexOf('/') + 1);
    return """
    apiVersion: weft.dev/v1
    kind: AccessGrant
    metadata:
      name: %s
    spec:
      consumer: %s
      ports: [%s]
      operation: read
      purpose: %s
      reason: %s
      expires: %s
    """
        .formatted(
            name,
            terms.application(),
            String.join(", ", terms.ports()),
            terms.purpose(),
            YamlFlow.quoted(terms.reason()),
            terms.expires());
  }

  /// The text of a grant's manifest with its status set to `revoked`; everything else stays as its
  /// author wrote it. Empty when the text has no place for it.
  static Optional<String> revoked(String text) {
    YamlNode value = new YamlNode.Scalar("revoked", YamlNode.Kind.TEXT, Location.ofFile("status"));
    return switch (YamlEditor.edit(
        text, List.of(new YamlStep.Set(List.of("spec", "status"), value)))) {
      case YamlEditor.Result.Edited edited -> Optional.of(edited.text());
      case YamlEditor.Result.Refused _ -> Optional.empty();
    };
  }
}
