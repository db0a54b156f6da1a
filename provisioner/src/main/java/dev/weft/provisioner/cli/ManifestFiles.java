// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.FixTrials;
import dev.weft.governance.Governance;
import dev.weft.governance.MeshCheck;
import dev.weft.governance.Notice;
import dev.weft.governance.policy.PolicyRules;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.RuleCatalogue;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import dev.weft.provisioner.report.PlanNotices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private MeshCheck check(Instant now) {
      return MeshCheck.of(mesh, governance(), now);
    }

    /// What is reported before a change, with fixes that hold in all environments.
    FixTrials.Offer offer(List<Notice> notices, Instant now) {
      return FixTrials.of(files, policies, now)
          .offer(notices, () -> check(now).all(), mesh.products().size());
    }

    Backend.Manifests manifests(Instant now) {
      var trials = FixTrials.of(files, policies, now);
      return new Backend.Manifests(
          () -> {
            MeshCheck checked = check(now);
            return trials.offer(checked.notices(), checked::all, mesh.products().size());
          },
          () -> trials.repair(check(now).all()),
          () -> rules(governance()),
          mesh.environments(),
          List.copyOf(new TreeMap<>(files.read).keySet()),
          files::line,
          files::digest);
    }
  }

  /// What rules and policies say, by the id that diagnostics have.
  static Map<String, String> rules(Governance governance) {
    Map<String, String> rules = new TreeMap<>();
    RuleCatalogue.rules().forEach(rule -> rules.put(rule.id(), rule.summary()));
    PlanNotices.rules().forEach(rule -> rules.put(rule.id(), rule.summary()));
    PolicyRules.catalogue().forEach(rule -> rules.put(rule.id(), rule.summary()));
    governance.policies().forEach(policy -> rules.put("policy/" + policy.name(), policy.title()));
    return rules;
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
