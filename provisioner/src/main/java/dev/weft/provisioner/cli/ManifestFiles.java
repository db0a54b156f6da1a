// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The files of a mesh repository, read once: what the loader reads is what the digest is of.
final class ManifestFiles implements SourceTree {

  private final SourceTree tree;
  private final ConcurrentHashMap<String, byte[]> read = new ConcurrentHashMap<>();

  private ManifestFiles(Path directory) {
    this.tree = new DirectoryTree(directory);
  }

  /// What was loaded, and how to look at it again.
  record Loaded(LoadedMesh mesh, ManifestFiles files) {
    Backend.Manifests manifests(LocalDate today) {
      return new Backend.Manifests(
          () -> mesh.validate(today),
          mesh.environments(),
          List.copyOf(new TreeMap<>(files.read).keySet()),
          files::line,
          files.digest());
    }
  }

  static Loaded load(Path directory) {
    var files = new ManifestFiles(directory);
    return new Loaded(MeshLoader.load(files), files);
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
