// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Printable;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.language.ManifestKind;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.name.Names;
import dev.weft.model.name.ProductName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Loads a mesh repository: reads every manifest and schema, and reports everything that is wrong
/// in one run. Never throws for what a user wrote.
public final class MeshLoader {

  /// Largest file that is read, in bytes.
  public static final int MAX_FILE_BYTES = 1 << 20;

  /// Most files in a repository. A mesh of 10,000 products has some 60,000.
  public static final int MAX_FILES = 200_000;

  /// Most bytes in all files that are read.
  public static final long MAX_TOTAL_BYTES = 256L << 20;

  private final SourceTree tree;
  private final Findings findings = new Findings();
  private final Map<String, Long> sizes = new HashMap<>();
  private final Map<String, String> ids = new HashMap<>();
  private final List<Place> places = new ArrayList<>();

  private final @Nullable LoadMemory memory;

  private MeshLoader(SourceTree tree, @Nullable LoadMemory memory) {
    this.tree = tree;
    this.memory = memory;
  }

  /// Loads the mesh of a tree.
  public static LoadedMesh load(SourceTree tree) {
    return new MeshLoader(tree, null).load();
  }

  /// Loads the mesh of a tree, and reads only those files that the load before has not read. The
  /// result is the same as without a memory.
  public static LoadedMesh load(SourceTree tree, LoadMemory memory) {
    return memory.during(() -> new MeshLoader(tree, memory).load());
  }

  private LoadedMesh load() {
    boolean readable = list();
    Source source = new Source(tree, Map.copyOf(sizes), Map.copyOf(ids));
    List<Place> manifests =
        readable
            ? places.stream().filter(place -> place.role() == Place.Role.MANIFEST).toList()
            : List.of();
    List<ManifestFile> files =
        manifests.parallelStream().map(place -> manifest(source, place)).toList();
    files.forEach(file -> findings.addAll(file.diagnostics()));
    MeshIndex index = new MeshIndex(files);
    Schemas schemas = new Schemas(source, memory);
    if (readable) {
      schemas.read(index.products().values(), findings);
      schemas.readReaders(index, findings);
      requireFiles();
      new References(index, findings).check();
      new TermIssuers(index, schemas, findings).check();
      new InputCycles(index.products(), findings).check();
      samples(index);
    }
    return LoadedMesh.of(index, schemas, findings);
  }

  private ManifestFile manifest(Source source, Place place) {
    String id = source.id(place.path());
    ManifestFile known = memory == null ? null : memory.manifest(place.path(), id);
    ManifestFile file = known == null ? ManifestFile.read(source, place) : known;
    if (memory != null) {
      memory.keep(file, id);
    }
    return file;
  }

  /// Lists the tree, and says whether it is small enough to be read.
  private boolean list() {
    List<SourceFile> files = new ArrayList<>(tree.files());
    files.sort(Comparator.comparing(SourceFile::path));
    if (files.size() > MAX_FILES) {
      tooMuch("The repository has more than " + MAX_FILES + " files.");
      return false;
    }
    Map<String, String> lowered = new HashMap<>();
    long total = 0;
    for (SourceFile file : files) {
      if (accept(file, lowered)) {
        Place place = Place.of(file.path());
        places.add(place);
        boolean read = place.role() != Place.Role.IGNORED && file.size() <= MAX_FILE_BYTES;
        total += read ? file.size() : 0;
        sizes.put(file.path(), file.size());
        if (file.id() != null) {
          ids.put(file.path(), file.id());
        }
        if (place.role() == Place.Role.UNEXPECTED) {
          unexpected(file.path());
        }
      }
    }
    if (total > MAX_TOTAL_BYTES) {
      tooMuch("The files of the repository have more than 256 MiB.");
      return false;
    }
    return true;
  }

  private boolean accept(SourceFile file, Map<String, String> lowered) {
    String path = file.path();
    Location location = Location.ofFile(Printable.line(path));
    if (!RepositoryPath.isClean(path) && file.kind() != SourceFile.Kind.UNREADABLE) {
      findings.error(
          location,
          Rules.SOURCE_UNSAFE_PATH,
          "The path has parts or characters that are not allowed.",
          "rename the file");
      return false;
    }
    if (Place.of(path).role() == Place.Role.IGNORED && !path.startsWith("domains/")) {
      return file.kind() == SourceFile.Kind.REGULAR;
    }
    switch (file.kind()) {
      case REGULAR -> {}
      case SYMLINK -> {
        findings.error(
            location,
            Rules.SOURCE_SYMLINK,
            "The symbolic link is ignored, because it could lead out of the repository.",
            "put the file itself here");
        return false;
      }
      case OTHER -> {
        findings.error(
            location, Rules.SOURCE_SPECIAL, "This is neither a file nor a folder.", "remove it");
        return false;
      }
      case UNREADABLE -> {
        findings.error(
            location, Rules.SOURCE_UNREADABLE, "The folder cannot be read.", "check permissions");
        return false;
      }
    }
    String twin = lowered.putIfAbsent(path.toLowerCase(Locale.ROOT), path);
    if (twin != null) {
      findings.error(
          location,
          Rules.SOURCE_CASE_COLLISION,
          "The path differs from `" + twin + "` only in upper and lower case.",
          "rename one of the two");
    }
    return true;
  }

  private void tooMuch(String message) {
    findings.error(
        Location.ofFile("mesh.yaml"),
        Rules.SOURCE_TOO_MANY,
        message,
        "keep records, binaries and build results elsewhere");
  }

  private void unexpected(String path) {
    boolean yml = path.endsWith(".yml");
    findings.warning(
        Location.ofFile(path),
        Rules.SOURCE_UNEXPECTED,
        "No rule says what this file is for, so it is ignored.",
        yml ? "rename it to end in `.yaml`" : "move it, or remove it");
  }

  private void requireFiles() {
    TreeSet<String> present = new TreeSet<>();
    TreeSet<String> domains = new TreeSet<>();
    for (Place place : places) {
      present.add(place.path());
      String domain = place.domain();
      if (domain != null && place.kind() != null && Names.isName(domain)) {
        domains.add(domain);
      }
    }
    requireFile("mesh.yaml", ManifestKind.MESH, present);
    requireFile("teams.yaml", ManifestKind.TEAM_LIST, present);
    for (String domain : domains) {
      requireFile("domains/" + domain + "/domain.yaml", ManifestKind.DOMAIN, present);
    }
  }

  private void requireFile(String path, ManifestKind kind, TreeSet<String> present) {
    if (!present.contains(path)) {
      boolean yml = present.contains(path.replace(".yaml", ".yml"));
      findings.error(
          Location.ofFile(path),
          Rules.MANIFEST_MISSING_FILE,
          "The file does not exist, and no mesh can be read without its `" + kind.word() + "`.",
          yml ? "rename `" + path.replace(".yaml", ".yml") + "`" : "add it");
    }
  }

  private void samples(MeshIndex index) {
    for (Place place : places) {
      String domain = place.domain();
      String folder = place.product();
      if (place.role() != Place.Role.SAMPLE
          || domain == null
          || folder == null
          || !Names.isName(domain)
          || !Names.isName(folder)) {
        continue;
      }
      DataProductManifest product = index.products().get(new ProductName(domain, folder));
      boolean known =
          product == null
              || product.ports().stream()
                  .map(DataProductManifest.Port::name)
                  .anyMatch(port -> (port.port() + ".v" + port.major()).equals(place.name()));
      if (!known) {
        findings.warning(
            Location.ofFile(place.path()),
            Rules.REFERENCE_UNKNOWN,
            "The samples belong to no port of the product.",
            "name the file `<port>.v<version>.jsonl`");
      }
    }
  }
}
