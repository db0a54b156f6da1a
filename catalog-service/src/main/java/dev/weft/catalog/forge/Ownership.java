// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.manifest.DomainManifest;
import dev.weft.model.manifest.MeshManifest;
import dev.weft.model.name.Names;
import dev.weft.model.name.ProductName;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which team owns a path, as one commit of the base branch says. Pure; what a proposed change says
/// about owners is never looked at, so nobody can make themselves an owner by the same change.
///
/// `domains/<domain>/<product>/**` belongs to the product's owner, everything else of a domain to
/// the domain's owner, `governance/**` to the team that `mesh.yaml` names for it, and everything
/// else to the team that owns the mesh by `mesh.yaml`.
public final class Ownership {

  /// Stands for a team where `mesh.yaml` names none, or cannot be read; nobody is in it.
  public static final String NOBODY = "nobody: mesh.yaml names no owner";

  private static final String MESH = "mesh.yaml";

  private final SourceTree base;
  private final Map<String, SourceFile> files;
  private final String meshOwner;
  private final String governance;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  /// Ownership as a tree says.
  ///
  /// @param base the files of the base branch
  public Ownership(SourceTree base) {
    this.base = base;
    this.files =
        base.files().stream()
            .filter(file -> file.kind() == SourceFile.Kind.REGULAR)
            .collect(Collectors.toUnmodifiableMap(SourceFile::path, file -> file, (a, _) -> a));
    Optional<MeshManifest> mesh = MeshLoader.load(new Part(Set.of(MESH))).mesh();
    this.meshOwner = mesh.map(MeshManifest::owner).orElse(NOBODY);
    this.governance = mesh.map(MeshManifest::governance).orElse(meshOwner);
  }

  /// The team that owns a path, whether or not the path exists.
  public String ownerOf(String path) {
    String[] parts = path.split("/", -1);
    if (parts.length > 1 && parts[0].equals("governance")) {
      return governance;
    }
    if (parts.length < 3 || !parts[0].equals("domains") || !Names.isName(parts[1])) {
      return meshOwner;
    }
    String domain = parts[1];
    boolean inProduct = parts.length > 3 && Names.isName(parts[2]);
    return known.computeIfAbsent(
        inProduct ? domain + "/" + parts[2] : domain,
        _ -> read(domain, inProduct ? parts[2] : null));
  }

  /// The teams that own some paths, sorted.
  public SortedSet<String> ownersOf(Collection<String> paths) {
    return paths.stream().map(this::ownerOf).collect(Collectors.toCollection(TreeSet::new));
  }

  private String read(String domain, @Nullable String product) {
    String domainFile = "domains/" + domain + "/domain.yaml";
    String productFile = product == null ? domainFile : productFile(domain, product);
    LoadedMesh mesh = MeshLoader.load(new Part(Set.copyOf(List.of(domainFile, productFile))));
    if (product != null) {
      DataProductManifest manifest = mesh.products().get(new ProductName(domain, product));
      String owner = manifest == null ? null : manifest.owner();
      if (owner != null) {
        return owner;
      }
    }
    DomainManifest manifest = mesh.domains().get(domain);
    return manifest == null ? meshOwner : manifest.owner();
  }

  private static String productFile(String domain, String product) {
    return "domains/" + domain + "/" + product + "/product.yaml";
  }

  /// Only the files that decide: what is wrong elsewhere must not matter.
  private final class Part implements SourceTree {

    private final Set<String> paths;

    private Part(Set<String> paths) {
      this.paths = paths;
    }

    @Override
    public List<SourceFile> files() {
      return paths.stream()
          .filter(files::containsKey)
          .map(files::get)
          .sorted(Comparator.comparing(SourceFile::path))
          .toList();
    }

    @Override
    public byte[] read(String path) throws IOException {
      return base.read(path);
    }
  }
}
