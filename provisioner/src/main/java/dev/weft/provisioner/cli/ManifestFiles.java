// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.Governance;
import dev.weft.governance.policy.Point;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.Resolution;
import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import dev.weft.model.mesh.EnvironmentMesh;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The files of a mesh repository, read once: what the loader reads is what the digest is of.
final class ManifestFiles implements SourceTree {

  private final SourceTree tree;
  private final ConcurrentHashMap<String, byte[]> read = new ConcurrentHashMap<>();

  private ManifestFiles(Path directory) {
    this.tree = new DirectoryTree(directory);
  }

  /// What was loaded, and how to look at it again.
  record Loaded(LoadedMesh mesh, Supplier<Governance> policies, ManifestFiles files) {

    /// The policies; compiled when first asked for.
    Governance governance() {
      return policies.get();
    }

    Backend.Manifests manifests(Instant now) {
      return new Backend.Manifests(
          () -> check(now),
          mesh.environments(),
          List.copyOf(new TreeMap<>(files.read).keySet()),
          files::line,
          files::digest);
    }

    /// What is wrong with manifests, and what policies find, in any environment.
    private List<Diagnostic> check(Instant now) {
      LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
      // Environments share nothing that is written to, and each is a large part of the work.
      List<List<Diagnostic>> found =
          mesh.environments().parallelStream()
              .map(environment -> check(mesh.resolve(environment, today), now))
              .toList();
      var all = new TreeSet<>(mesh.diagnostics());
      found.forEach(all::addAll);
      return List.copyOf(all);
    }

    private List<Diagnostic> check(Resolution resolution, Instant now) {
      EnvironmentMesh resolved = resolution.mesh();
      List<Diagnostic> found = new ArrayList<>(resolution.diagnostics());
      if (resolved != null) {
        found.addAll(
            governance().check(resolved, Optional.empty(), Point.CHANGE, now).diagnostics());
      }
      return found;
    }
  }

  static Loaded load(Path directory) {
    var files = new ManifestFiles(directory);
    LoadedMesh mesh = MeshLoader.load(files);
    return new Loaded(mesh, once(() -> Governance.of(mesh)), files);
  }

  private static Supplier<Governance> once(Supplier<Governance> maker) {
    var made = new AtomicReference<@Nullable Governance>();
    return () -> {
      synchronized (made) {
        Governance known = made.get();
        if (known == null) {
          known = maker.get();
          made.set(known);
        }
        return known;
      }
    };
  }

  @Override
  public List<SourceFile> files() {
    return tree.files();
  }

  @Override
  public byte[] read(String path) throws IOException {
    byte[] known = read.get(path);
    if (known != null) {
      return known;
    }
    byte[] content = tree.read(path);
    byte[] earlier = read.putIfAbsent(path, content);
    return earlier == null ? content : earlier;
  }

  private @Nullable String line(Location location) {
    byte[] content = read.get(location.file());
    return content == null
        ? null
        : new String(content, StandardCharsets.UTF_8)
            .lines()
            .skip(location.line() - 1L)
            .findFirst()
            .orElse(null);
  }

  private String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new TreeMap<>(read)
          .forEach((path, content) -> {
            digest.update((path + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
            digest.update(content);
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
