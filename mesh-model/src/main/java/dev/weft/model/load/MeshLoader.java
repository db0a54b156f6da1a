// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.name.Names;
import dev.weft.model.name.ProductName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
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

  private final Source source;
  private final Listing listing;
  private final Findings findings = new Findings();
  private final @Nullable Past past;

  /// What a load has found, for the next one to begin with.
  ///
  /// @param listing all files
  /// @param files the manifests by position in the listing; null where there is none
  /// @param index the manifests by name
  /// @param schemas of products and applications
  record Past(Listing listing, @Nullable ManifestFile[] files, MeshIndex index, Schemas schemas) {

    /// What a file was, if it still has the same content.
    @Nullable ManifestFile find(int position, Listing now) {
      SourceFile file = now.file(position);
      int there =
          now.isSameShape(listing) || file.id() == null ? position : listing.position(file.path());
      if (file.id() == null || there < 0) {
        return null;
      }
      return file.id().equals(listing.file(there).id()) ? files[there] : null;
    }
  }

  /// A mesh, with what the next load begins with.
  record Loaded(LoadedMesh mesh, Past past) {}

  private MeshLoader(SourceTree tree, @Nullable Past past) {
    this.past = past;
    this.listing = Listing.of(tree, past == null ? null : past.listing);
    this.source = new Source(tree, listing);
  }

  /// Loads the mesh of a tree.
  public static LoadedMesh load(SourceTree tree) {
    return new MeshLoader(tree, null).run(null).mesh;
  }

  /// Loads the mesh of a tree, and reads only those files that the load before has not read. The
  /// result is the same as without a memory.
  public static LoadedMesh load(SourceTree tree, LoadMemory memory) {
    return memory.during((past, resolved) -> new MeshLoader(tree, past).run(resolved));
  }

  /// @param resolved what resolving remembers; null when nobody does
  private Loaded run(@Nullable ResolveMemory resolved) {
    findings.addAll(listing.diagnostics());
    @Nullable ManifestFile[] files = new @Nullable ManifestFile[listing.size()];
    if (listing.isReadable()) {
      manifests(files);
    }
    MeshIndex index =
        past == null || past.listing.hasTwins() || listing.hasTwins()
            ? MeshIndex.of(files)
            : past.index.next(past.files, files);
    Schemas schemas = Schemas.NONE;
    if (listing.isReadable()) {
      Schemas before = past == null ? null : past.schemas;
      schemas = new SchemaLoading(source, index, before, resolved != null, findings).read();
      findings.addAll(listing.missing());
      new References(index, findings).check();
      new TermIssuers(index, schemas, findings).check();
      new InputCycles(index, findings).check();
      samples(index);
    }
    return new Loaded(
        LoadedMesh.of(index, schemas, findings, resolved),
        new Past(listing, files, index, schemas));
  }

  /// Reads the manifests that are not known.
  private void manifests(@Nullable ManifestFile[] files) {
    List<Integer> unknown = new ArrayList<>();
    for (int i = 0; i < files.length; i++) {
      Place place = listing.place(i);
      if (place != null && place.role() == Place.Role.MANIFEST) {
        files[i] = past == null ? null : past.find(i, listing);
        if (files[i] == null) {
          unknown.add(i);
        }
      }
    }
    List<ManifestFile> read = unknown.parallelStream().map(this::manifest).toList();
    IntStream.range(0, read.size()).forEach(i -> files[unknown.get(i)] = read.get(i));
    for (ManifestFile file : files) {
      if (file != null && !file.diagnostics().isEmpty()) {
        findings.addAll(file.diagnostics());
      }
    }
  }

  private ManifestFile manifest(int position) {
    return ManifestFile.read(source, Objects.requireNonNull(listing.place(position)));
  }

  private void samples(MeshIndex index) {
    for (int i = 0; i < listing.size(); i++) {
      Place place = listing.place(i);
      if (place != null && place.role() == Place.Role.SAMPLE) {
        sample(place, index);
      }
    }
  }

  private void sample(Place place, MeshIndex index) {
    String domain = place.domain();
    String folder = place.product();
    if (domain == null || folder == null || !Names.isName(domain) || !Names.isName(folder)) {
      return;
    }
    DataProductManifest product = index.product(new ProductName(domain, folder));
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
