// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.language.ManifestChecker;
import dev.weft.model.language.ManifestKind;
import dev.weft.model.manifest.Manifest;
import dev.weft.model.name.Names;
import dev.weft.model.yaml.Utf8;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One manifest file: its content, or the reasons why it has none. Files are read in parallel, each
/// by itself.
///
/// @param place what the file is for
/// @param manifest absent when there are errors
/// @param diagnostics everything wrong with the file by itself
record ManifestFile(Place place, @Nullable Manifest manifest, List<Diagnostic> diagnostics) {

  /// Where it stands.
  String path() {
    return place.path();
  }

  static ManifestFile read(Source source, Place place) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    Manifest manifest = read(source, place, diagnostics);
    return new ManifestFile(place, manifest, List.copyOf(diagnostics));
  }

  private static @Nullable Manifest read(Source source, Place place, List<Diagnostic> diagnostics) {
    if (!namesAreGood(place, diagnostics)) {
      return null;
    }
    String text = text(source, place.path(), diagnostics);
    if (text == null) {
      return null;
    }
    return parse(place, text, diagnostics);
  }

  /// The manifest of a text; absent, with diagnostics, when its form is not good.
  static @Nullable Manifest parse(Place place, String text, List<Diagnostic> diagnostics) {
    YamlReader.Result yaml = YamlReader.read(place.path(), text);
    diagnostics.addAll(yaml.diagnostics());
    YamlNode root = yaml.root();
    if (root == null || place.kind() == null) {
      return null;
    }
    diagnostics.addAll(ManifestChecker.check(root, place.kind()));
    if (!diagnostics.isEmpty()) {
      return null;
    }
    Manifest manifest = ManifestReader.read(place, (YamlNode.Mapping) root, diagnostics);
    return diagnostics.stream().anyMatch(Diagnostic::isBlocking) ? null : manifest;
  }

  /// The text of a file; absent, with a diagnostic, when it cannot be read.
  static @Nullable String text(Source source, String path, List<Diagnostic> diagnostics) {
    try {
      return switch (Utf8.decode(source.read(path))) {
        case Utf8.Decoded.Text decoded -> decoded.text();
        case Utf8.Decoded.Broken broken -> {
          diagnostics.add(
              Diagnostic.error(
                  new Location(path, broken.line(), broken.column()),
                  Rules.SOURCE_ENCODING,
                  "The file is not UTF-8: byte %d, in line %d, begins no character."
                      .formatted(broken.offset(), broken.line()),
                  "save the file as UTF-8"));
          yield null;
        }
      };
    } catch (Source.TooLargeException _) {
      diagnostics.add(
          Diagnostic.error(
              Location.ofFile(path),
              Rules.SOURCE_TOO_LARGE,
              "The file has more than 1 MiB.",
              "split it, or keep large data elsewhere"));
    } catch (IOException e) {
      diagnostics.add(
          Diagnostic.error(
              Location.ofFile(path),
              Rules.SOURCE_UNREADABLE,
              "The file cannot be read, so nothing is known about what it describes.",
              "check its permissions"));
    }
    return null;
  }

  private static boolean namesAreGood(Place place, List<Diagnostic> diagnostics) {
    boolean good = isGood("folder", place.domain(), place.path(), diagnostics);
    good &= isGood("folder", place.product(), place.path(), diagnostics);
    boolean namedByFile =
        place.kind() != ManifestKind.MESH
            && place.kind() != ManifestKind.DOMAIN
            && place.kind() != ManifestKind.DATA_PRODUCT;
    if (good && namedByFile) {
      good = isGood("file", place.name(), place.path(), diagnostics);
    }
    return good;
  }

  private static boolean isGood(
      String what, @Nullable String name, String path, List<Diagnostic> diagnostics) {
    if (name == null || Names.isName(name)) {
      return true;
    }
    diagnostics.add(
        Diagnostic.error(
            Location.ofFile(path),
            Rules.MANIFEST_BAD_NAME,
            "The name of the %s, `%s`, is not a name.".formatted(what, name),
            "use lower-case words joined by `-`, at most " + Names.MAX_LENGTH + " characters"));
    return false;
  }
}
