// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.name.ProductName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Something that a check of a mesh reports, once for all environments that it is reported in: what
/// is wrong with a manifest, or what a policy finds.
///
/// @param diagnostic where, how grave, and in which words
/// @param finding what the policy found; absent for what is wrong with a manifest
/// @param environments names, in the order of the mesh; empty when it holds in any
/// @param fix what puts it right, when that was tried; absent when nothing does, or nobody tried
public record Notice(
    Diagnostic diagnostic,
    @Nullable Finding finding,
    List<String> environments,
    @Nullable ProvenFix fix)
    implements Comparable<Notice> {

  private static final Comparator<Notice> ORDER =
      Comparator.comparing(Notice::diagnostic).thenComparing(Notice::identity);

  public Notice {
    environments = List.copyOf(environments);
  }

  /// What nobody has tried to fix.
  public Notice(Diagnostic diagnostic, @Nullable Finding finding, List<String> environments) {
    this(diagnostic, finding, environments, null);
  }

  /// What is wrong with a manifest, in any environment.
  public static Notice of(Diagnostic diagnostic) {
    return new Notice(diagnostic, null, List.of());
  }

  /// The same, with what puts it right.
  Notice with(ProvenFix proven) {
    return new Notice(diagnostic, finding, environments, proven);
  }

  /// The same, reported elsewhere, too; what holds in any environment does so with another.
  Notice alsoIn(List<String> others) {
    if (environments.isEmpty() || others.isEmpty()) {
      return new Notice(diagnostic, finding, List.of(), fix);
    }
    List<String> all = new ArrayList<>(environments);
    others.stream().filter(other -> !all.contains(other)).forEach(all::add);
    return new Notice(diagnostic, finding, all, fix);
  }

  /// What makes it the same tomorrow, when lines have moved: for a finding policy, check, subject
  /// and place in the manifest; else rule, file and words.
  public String identity() {
    return finding == null
        ? "%s %s %s"
            .formatted(diagnostic.rule(), diagnostic.location().file(), diagnostic.message())
        : finding.identity();
  }

  /// Whether it keeps something from being merged and applied.
  public boolean isBlocking() {
    return diagnostic.isBlocking();
  }

  /// Whether a policy could not be evaluated.
  public boolean isUndecided() {
    return finding != null && finding.isBroken();
  }

  /// Name of the waiver that excuses it, if any.
  public @Nullable String waiver() {
    return finding == null ? null : finding.waiver();
  }

  /// The waiver that excuses it, if any.
  public Finding.@Nullable Excuse excuse() {
    return finding == null ? null : finding.excuse();
  }

  /// The product that it is about: by the finding, else by the folder of the file.
  public @Nullable ProductName product() {
    return finding == null
        ? ProductName.ofPath(diagnostic.location().file()).orElse(null)
        : finding.product();
  }

  /// Everything that is reported, sorted by place; what several environments report stands once.
  static List<Notice> merged(List<Notice> notices) {
    NavigableSet<Notice> merged = new TreeSet<>(ORDER);
    for (Notice notice : notices) {
      Notice known = merged.floor(notice);
      if (known != null && known.compareTo(notice) == 0) {
        merged.remove(known);
        merged.add(known.alsoIn(notice.environments));
      } else {
        merged.add(notice);
      }
    }
    return List.copyOf(merged);
  }

  @Override
  public int compareTo(Notice other) {
    return ORDER.compare(this, other);
  }
}
