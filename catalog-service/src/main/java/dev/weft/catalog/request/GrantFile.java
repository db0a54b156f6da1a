// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.forge.AccessTerms;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.manifest.AccessGrantManifest;
import dev.weft.model.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes the manifest of a grant, and ends one. Equal terms give equal text.
final class GrantFile {

  private static final Pattern STATUS = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[a-z]+)");

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
            quoted(terms.reason()),
            terms.expires());
  }

  /// The text of a grant's manifest with its status set to `revoked`; everything else stays as its
  /// author wrote it. Empty when the text has no place for it.
  static Optional<String> revoked(AccessGrantManifest grant, String text) {
    YamlNode.Mapping spec = grant.header().spec();
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    Location status = spec.at("status");
    boolean hasStatus = spec.value("status") != null;
    Location place = hasStatus ? status : spec.location();
    int index = place.line() - 1;
    if (index < 0 || index >= lines.size()) {
      return Optional.empty();
    }
    String line = lines.get(index);
    int column = place.column() - 1;
    if (column < 0 || column > line.length()) {
      return Optional.empty();
    }
    String head = line.substring(0, column);
    String tail = line.substring(column);
    if (hasStatus) {
      Matcher written = STATUS.matcher(tail);
      if (!written.lookingAt()) {
        return Optional.empty();
      }
      lines.set(index, head + "revoked" + tail.substring(written.end()));
    } else if (tail.startsWith("{")) {
      lines.set(index, head + "{status: revoked, " + tail.substring(1).stripLeading());
    } else if (head.isBlank()) {
      lines.add(index, head + "status: revoked");
    } else {
      return Optional.empty();
    }
    return Optional.of(String.join("\n", lines));
  }

  /// A text as YAML's double-quoted scalar on one line, so that no text can be anything else.
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            default -> {
              if (isPlain(c)) {
                out.appendCodePoint(c);
              } else if (c < 0x10000) {
                out.append("\\u%04x".formatted(c));
              } else {
                out.append("\\U%08x".formatted(c));
              }
            }
          }
        });
    return out.append('"').toString();
  }

  private static boolean isPlain(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.PRIVATE_USE
        && type != Character.UNASSIGNED
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
