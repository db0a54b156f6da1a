// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import dev.weft.model.load.PolicyFile;
import dev.weft.model.manifest.PolicyManifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The policies that come with Weft.
public final class Library {

  /// Folder of the resources; also what diagnostics show as their path.
  public static final String FOLDER = "dev/weft/governance/policies/";

  private static final List<String> NAMES =
      List.of(
          "names-are-words",
          "owner-is-reachable",
          "description-is-useful",
          "sla-is-present",
          "personal-data-is-tagged",
          "personal-data-is-classified",
          "classification-flows-downstream",
          "records-go-where-they-may",
          "retention-is-bounded",
          "compatibility-is-kept",
          "readers-are-not-broken",
          "breaking-changes-get-a-version",
          "old-versions-come-to-an-end",
          "nothing-is-removed-while-read",
          "grants-are-bounded",
          "grants-are-approved-by-others",
          "terms-mean-the-same",
          "terms-have-one-source",
          "compacted-topics-are-keyed",
          "topics-fit-their-cluster",
          "writes-survive-a-broker",
          "cost-stays-in-bounds");

  private static final Map<String, PolicyCompiler.Compiled> COMPILED = new ConcurrentHashMap<>();

  private static final class Holder {
    private static final SortedMap<String, PolicyManifest> ALL = read();
  }

  private Library() {}

  /// Their manifests by name.
  public static SortedMap<String, PolicyManifest> manifests() {
    return Holder.ALL;
  }

  /// One of them as it comes, compiled once for all meshes: compiling is the dear part of a check.
  static PolicyCompiler.Compiled compiled(String name) {
    return COMPILED.computeIfAbsent(
        name,
        known ->
            new PolicyCompiler(Objects.requireNonNull(manifests().get(known), known), true)
                .compile());
  }

  /// Compiles all of them.
  public static void warmUp() {
    manifests().keySet().forEach(Library::compiled);
  }

  /// Their texts by name, in the order of the reference.
  public static LinkedHashMap<String, String> texts() {
    LinkedHashMap<String, String> texts = new LinkedHashMap<>();
    NAMES.forEach(name -> texts.put(name, text(FOLDER + name + ".yaml")));
    return texts;
  }

  private static SortedMap<String, PolicyManifest> read() {
    SortedMap<String, PolicyManifest> all = new TreeMap<>();
    texts()
        .forEach((name, text) -> {
          PolicyFile file = PolicyFile.read(FOLDER + name + ".yaml", text);
          PolicyManifest policy = file.policy();
          if (policy == null) {
            throw new IllegalStateException("broken policy of Weft's own: " + file.diagnostics());
          }
          all.put(name, policy);
        });
    return Collections.unmodifiableSortedMap(all);
  }

  private static String text(String path) {
    try (InputStream in = Library.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
