// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.language.ManifestKind;
import org.jspecify.annotations.Nullable;

/// What a file is for, which its path alone decides.
///
/// @param path of the file
/// @param role what it is for
/// @param kind kind of manifest, if it is one
/// @param domain the domain's folder, if it stands in one
/// @param product the product's folder, if it stands in one
/// @param name the name that the content must carry: of the folder or the file; may be empty
record Place(
    String path,
    Role role,
    @Nullable ManifestKind kind,
    @Nullable String domain,
    @Nullable String product,
    String name) {

  enum Role {
    MANIFEST,
    SCHEMA,
    CONTRACT,
    DESCRIPTION,
    SAMPLE,
    /// Nothing to do with the mesh.
    IGNORED,
    /// In a folder of the mesh, but no rule says what it is for.
    UNEXPECTED
  }

  private static final String YAML = ".yaml";
  private static final String SAMPLE_ENDING = ".jsonl";

  static Place of(String path) {
    String[] parts = path.split("/", -1);
    for (String part : parts) {
      if (part.startsWith(".")) {
        return other(path, Role.IGNORED);
      }
    }
    return switch (parts[0]) {
      case "mesh.yaml" -> root(path, parts, ManifestKind.MESH, "");
      case "teams.yaml" -> root(path, parts, ManifestKind.TEAM_LIST, "teams");
      case "governance" -> governance(path, parts);
      case "domains" -> domain(path, parts);
      default -> other(path, Role.IGNORED);
    };
  }

  private static Place root(String path, String[] parts, ManifestKind kind, String name) {
    return parts.length == 1 ? manifest(path, kind, null, null, name) : other(path, Role.IGNORED);
  }

  private static Place governance(String path, String[] parts) {
    if (parts.length == 3 && parts[2].endsWith(YAML)) {
      switch (parts[1]) {
        case "policies" -> {
          return manifest(path, ManifestKind.POLICY, null, null, stem(parts[2]));
        }
        case "terms" -> {
          return manifest(path, ManifestKind.TERM, null, null, stem(parts[2]));
        }
        case "waivers" -> {
          return manifest(path, ManifestKind.WAIVER, null, null, stem(parts[2]));
        }
        default -> {
          return rest(path, null, null);
        }
      }
    }
    return rest(path, null, null);
  }

  private static Place domain(String path, String[] parts) {
    if (parts.length < 3) {
      return rest(path, null, null);
    }
    String domain = parts[1];
    if (parts.length == 3) {
      return parts[2].equals("domain.yaml")
          ? manifest(path, ManifestKind.DOMAIN, domain, null, domain)
          : rest(path, domain, null);
    }
    boolean yaml = parts.length == 4 && parts[3].endsWith(YAML);
    switch (parts[2]) {
      case "policies" -> {
        return yaml
            ? manifest(path, ManifestKind.POLICY, domain, null, stem(parts[3]))
            : rest(path, domain, null);
      }
      case "applications" -> {
        if (yaml) {
          return manifest(path, ManifestKind.APPLICATION, domain, null, stem(parts[3]));
        }
        return parts.length > 4 && parts[3].equals("schemas")
            ? new Place(path, Role.SCHEMA, null, domain, null, "")
            : rest(path, domain, null);
      }
      default -> {
        return product(path, parts, domain, parts[2]);
      }
    }
  }

  private static Place product(String path, String[] parts, String domain, String product) {
    if (parts.length == 4) {
      return parts[3].equals("product.yaml")
          ? manifest(path, ManifestKind.DATA_PRODUCT, domain, product, product)
          : rest(path, domain, product);
    }
    switch (parts[3]) {
      case "schemas" -> {
        return new Place(path, Role.SCHEMA, null, domain, product, "");
      }
      case "contracts" -> {
        return new Place(path, Role.CONTRACT, null, domain, product, "");
      }
      case "docs" -> {
        return new Place(path, Role.DESCRIPTION, null, domain, product, "");
      }
      default -> {
        return accessOrSample(path, parts, domain, product);
      }
    }
  }

  private static Place accessOrSample(String path, String[] parts, String domain, String product) {
    String file = parts[4];
    if (parts.length == 5 && parts[3].equals("access") && file.endsWith(YAML)) {
      return manifest(path, ManifestKind.ACCESS_GRANT, domain, product, stem(file));
    }
    if (parts.length == 5 && parts[3].equals("samples") && file.endsWith(SAMPLE_ENDING)) {
      String port = file.substring(0, file.length() - SAMPLE_ENDING.length());
      return new Place(path, Role.SAMPLE, null, domain, product, port);
    }
    return rest(path, domain, product);
  }

  private static Place manifest(
      String path,
      ManifestKind kind,
      @Nullable String domain,
      @Nullable String product,
      String name) {
    return new Place(path, Role.MANIFEST, kind, domain, product, name);
  }

  private static Place rest(String path, @Nullable String domain, @Nullable String product) {
    String lower = path.toLowerCase(java.util.Locale.ROOT);
    boolean silent =
        lower.endsWith(".md")
            || lower.endsWith(".png")
            || lower.endsWith(".svg")
            || lower.endsWith(".keep");
    return new Place(path, silent ? Role.IGNORED : Role.UNEXPECTED, null, domain, product, "");
  }

  private static Place other(String path, Role role) {
    return new Place(path, role, null, null, null, "");
  }

  private static String stem(String file) {
    return file.substring(0, file.length() - YAML.length());
  }
}
