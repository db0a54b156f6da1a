// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Printable;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.language.ManifestKind;
import dev.weft.model.name.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The files of a tree in the order of their paths, with what each is for. What hangs on paths
/// alone is that of the listing before, as far as it has the same ones.
final class Listing {

  private final List<SourceFile> files;
  private final Shape shape;
  private final boolean isReadable;
  private final List<Diagnostic> diagnostics;

  /// What paths alone decide, which most commits leave as it is.
  ///
  /// @param places by position in the listing; null where a file is not accepted
  /// @param positions of accepted files by path
  /// @param diagnostics what is wrong with paths
  /// @param missing files without which no mesh can be read
  /// @param hasTwins whether a path is listed twice, which only a forged tree does
  private record Shape(
      @Nullable Place[] places,
      Map<String, Integer> positions,
      List<Diagnostic> diagnostics,
      List<Diagnostic> missing,
      boolean hasTwins) {

    private static final Shape EMPTY =
        new Shape(new @Nullable Place[0], Map.of(), List.of(), List.of(), false);
  }

  private Listing(List<SourceFile> files, Shape shape, @Nullable Diagnostic refusal) {
    this.files = files;
    this.shape = shape;
    this.isReadable = refusal == null;
    List<Diagnostic> all = new ArrayList<>(shape.diagnostics);
    if (refusal != null) {
      all.add(refusal);
    }
    this.diagnostics = List.copyOf(all);
  }

  /// Lists a tree.
  ///
  /// @param before what was listed last, if anybody remembers it
  static Listing of(SourceTree tree, @Nullable Listing before) {
    List<SourceFile> files = new ArrayList<>(tree.files());
    files.sort(Comparator.comparing(SourceFile::path));
    if (files.size() > MeshLoader.MAX_FILES) {
      return new Listing(
          List.of(),
          Shape.EMPTY,
          tooMuch("The repository has more than " + MeshLoader.MAX_FILES + " files."));
    }
    Shape shape =
        before != null && isSameShape(files, before.files)
            ? before.shape
            : new Shaping(before).shape(files);
    long total = 0;
    for (int i = 0; i < files.size(); i++) {
      Place place = shape.places[i];
      long size = files.get(i).size();
      boolean isRead =
          place != null && place.role() != Place.Role.IGNORED && size <= MeshLoader.MAX_FILE_BYTES;
      total += isRead ? size : 0;
    }
    return new Listing(
        files,
        shape,
        total > MeshLoader.MAX_TOTAL_BYTES
            ? tooMuch("The files of the repository have more than 256 MiB.")
            : null);
  }

  private static Diagnostic tooMuch(String message) {
    return Diagnostic.error(
        Location.ofFile("mesh.yaml"),
        Rules.SOURCE_TOO_MANY,
        message,
        "keep records, binaries and build results elsewhere");
  }

  private static boolean isSameShape(List<SourceFile> some, List<SourceFile> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      SourceFile one = some.get(i);
      SourceFile other = others.get(i);
      if (one != other && (one.kind() != other.kind() || !one.path().equals(other.path()))) {
        return false;
      }
    }
    return true;
  }

  /// Whether files of the same position have the same path in both.
  boolean isSameShape(Listing other) {
    return shape == other.shape;
  }

  /// Whether it is small enough to be read.
  boolean isReadable() {
    return isReadable;
  }

  /// What is wrong with the tree itself.
  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /// What is wrong because files are not there.
  List<Diagnostic> missing() {
    return shape.missing;
  }

  /// Whether a path is listed twice, which only a forged tree does.
  boolean hasTwins() {
    return shape.hasTwins;
  }

  /// Number of files, accepted or not.
  int size() {
    return files.size();
  }

  /// What a file is for; null when it is not accepted.
  @Nullable Place place(int position) {
    return shape.places[position];
  }

  SourceFile file(int position) {
    return files.get(position);
  }

  /// The place of an accepted file in the listing; below zero when there is none.
  int position(String path) {
    Integer position = shape.positions.get(path);
    return position == null ? -1 : position;
  }

  /// The accepted file of a path; null when there is none.
  @Nullable SourceFile find(String path) {
    Integer position = shape.positions.get(path);
    return position == null ? null : files.get(position);
  }

  /// Paths of accepted files that begin with a text, sorted.
  List<String> below(String folder) {
    return shape.positions.keySet().stream()
        .filter(path -> path.startsWith(folder))
        .sorted()
        .toList();
  }

  /// Looks at every path, or takes over what was found the last time.
  private static final class Shaping {

    private final @Nullable Listing before;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<Diagnostic> missing = new ArrayList<>();
    private final Map<String, String> lowered = new HashMap<>();
    private boolean hasTwins;

    Shaping(@Nullable Listing before) {
      this.before = before;
    }

    Shape shape(List<SourceFile> files) {
      @Nullable Place[] places = new @Nullable Place[files.size()];
      Map<String, Integer> positions = HashMap.newHashMap(files.size());
      for (int i = 0; i < files.size(); i++) {
        SourceFile file = files.get(i);
        Place place = accept(file);
        if (place != null) {
          places[i] = place;
          positions.put(place.path(), i);
          if (place.role() == Place.Role.UNEXPECTED) {
            unexpected(file.path());
          }
        }
      }
      requireFiles(places, positions);
      return new Shape(places, positions, List.copyOf(diagnostics), List.copyOf(missing), hasTwins);
    }

    private @Nullable Place accept(SourceFile file) {
      String path = file.path();
      Place known = known(file);
      if (known == null
          && !RepositoryPath.isClean(path)
          && file.kind() != SourceFile.Kind.UNREADABLE) {
        error(
            path,
            Rules.SOURCE_UNSAFE_PATH,
            "The path has parts or characters that are not allowed.",
            "rename the file");
        return null;
      }
      Place place = known == null ? Place.of(path) : known;
      if (place.role() == Place.Role.IGNORED && !path.startsWith("domains/")) {
        return file.kind() == SourceFile.Kind.REGULAR ? place : null;
      }
      if (!isFile(file)) {
        return null;
      }
      String twin = lowered.putIfAbsent(path.toLowerCase(Locale.ROOT), path);
      if (twin != null) {
        hasTwins |= twin.equals(path);
        error(
            path,
            Rules.SOURCE_CASE_COLLISION,
            "The path differs from `" + twin + "` only in upper and lower case.",
            "rename one of the two");
      }
      return place;
    }

    /// What was found of the path before, if it was accepted.
    private @Nullable Place known(SourceFile file) {
      int position = before == null ? -1 : before.position(file.path());
      return before == null || position < 0 ? null : before.place(position);
    }

    private boolean isFile(SourceFile file) {
      switch (file.kind()) {
        case REGULAR -> {
          return true;
        }
        case SYMLINK ->
            error(
                file.path(),
                Rules.SOURCE_SYMLINK,
                "The symbolic link is ignored, because it could lead out of the repository.",
                "put the file itself here");
        case OTHER ->
            error(
                file.path(),
                Rules.SOURCE_SPECIAL,
                "This is neither a file nor a folder.",
                "remove it");
        case UNREADABLE ->
            error(
                file.path(),
                Rules.SOURCE_UNREADABLE,
                "The folder cannot be read.",
                "check permissions");
      }
      return false;
    }

    private void error(String path, String rule, String message, String hint) {
      diagnostics.add(Diagnostic.error(Location.ofFile(Printable.line(path)), rule, message, hint));
    }

    private void unexpected(String path) {
      boolean yml = path.endsWith(".yml");
      diagnostics.add(
          Diagnostic.warning(
              Location.ofFile(path),
              Rules.SOURCE_UNEXPECTED,
              "No rule says what this file is for, so it is ignored.",
              yml ? "rename it to end in `.yaml`" : "move it, or remove it"));
    }

    private void requireFiles(@Nullable Place[] places, Map<String, Integer> present) {
      TreeSet<String> domains = new TreeSet<>();
      String last = "";
      for (Place place : places) {
        String domain = place == null || place.kind() == null ? null : place.domain();
        if (domain != null && !domain.equals(last) && Names.isName(domain)) {
          domains.add(domain);
          last = domain;
        }
      }
      requireFile("mesh.yaml", ManifestKind.MESH, present);
      requireFile("teams.yaml", ManifestKind.TEAM_LIST, present);
      for (String domain : domains) {
        requireFile("domains/" + domain + "/domain.yaml", ManifestKind.DOMAIN, present);
      }
    }

    private void requireFile(String path, ManifestKind kind, Map<String, Integer> present) {
      if (!present.containsKey(path)) {
        boolean yml = present.containsKey(path.replace(".yaml", ".yml"));
        missing.add(
            Diagnostic.error(
                Location.ofFile(path),
                Rules.MANIFEST_MISSING_FILE,
                "The file does not exist, and no mesh can be read without its `"
                    + kind.word()
                    + "`.",
                yml ? "rename `" + path.replace(".yaml", ".yml") + "`" : "add it"));
      }
    }
  }
}
