// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.model.load.LoadMemory;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import dev.weft.model.yaml.Utf8;
import dev.weft.model.yaml.YamlEditor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tries what policies propose about findings: makes the change in the text of the manifest, loads
/// the whole mesh with it and checks it again. Only what ends its finding, and brings no other one
/// and makes none graver, is a fix. Nothing is written.
public final class FixTrials {

  /// Loads of products that fixes of a report may take, so that a report of a large mesh stays
  /// quick.
  private static final int MOST_LOADS = 5_000;

  private static final int MOST_TRIALS = 100;

  private final SourceTree tree;
  private final Function<LoadedMesh, List<Notice>> check;
  private final LoadMemory memory = new LoadMemory();
  private int sequence;

  /// @param tree the files of the mesh
  /// @param check everything that is found in a mesh, what is only counted included
  public FixTrials(SourceTree tree, Function<LoadedMesh, List<Notice>> check) {
    this.tree = tree;
    this.check = check;
  }

  /// Trials against everything that a check of the mesh in all environments finds. One trial is
  /// about what differs, however large the mesh.
  ///
  /// @param tree the files of the mesh
  /// @param rules the mesh as it is; asked for when there is something to try
  public static FixTrials of(SourceTree tree, Supplier<Governance> rules, Instant now) {
    var memories = new ConcurrentHashMap<String, Governance.Recall>();
    return new FixTrials(
        tree,
        mesh ->
            MeshCheck.of(
                    mesh,
                    Governance.with(mesh, rules.get().policySet()),
                    new MeshCheck.Scope(mesh.environments(), Map.of(), _ -> true),
                    environment ->
                        memories.computeIfAbsent(
                            environment, _ -> new Governance.Recall(new CheckMemory(), true)),
                    now)
                .all());
  }

  /// Notices with their fixes.
  ///
  /// @param untried how many proposals were left, for there were too many for a mesh of that size
  public record Offer(List<Notice> notices, int untried) {
    public Offer {
      notices = List.copyOf(notices);
    }
  }

  /// What fixes, one on top of the other, make of a mesh.
  ///
  /// @param files texts by path
  /// @param made the fixes, in the order in which they were made
  /// @param left what is found afterwards
  public record Repair(SortedMap<String, Text> files, List<ProvenFix> made, List<Notice> left) {
    public Repair {
      files = new TreeMap<>(files);
      made = List.copyOf(made);
      left = List.copyOf(left);
    }
  }

  /// A file before and after.
  public record Text(String before, String after) {}

  /// Tries each proposal by itself.
  ///
  /// @param notices what is reported
  /// @param all everything that is found; asked for when there is something to try
  /// @param products how many products the mesh has
  public Offer offer(List<Notice> notices, Supplier<List<Notice>> all, int products) {
    int most = Math.clamp(MOST_LOADS / Math.max(1, products), 0, MOST_TRIALS);
    boolean isTrying = most > 0 && notices.stream().anyMatch(FixTrials::isFixable);
    State state = new State(isTrying ? all.get() : List.of(), Map.of());
    List<Notice> offered = new ArrayList<>();
    int tried = 0;
    int untried = 0;
    for (Notice notice : notices) {
      Notice told = notice;
      if (isFixable(notice) && tried == most) {
        untried++;
      } else if (isFixable(notice)) {
        tried++;
        told = tried(state, notice).map(trial -> notice.with(trial.fix())).orElse(notice);
      }
      offered.add(told);
    }
    return new Offer(offered, untried);
  }

  /// Makes every fix that holds on top of those before it, until there is none left.
  public Repair repair(List<Notice> all) {
    State state = new State(all, Map.of());
    List<ProvenFix> made = new ArrayList<>();
    boolean hasMore = true;
    while (hasMore) {
      hasMore = false;
      for (Notice notice : List.copyOf(state.notices)) {
        Notice now =
            state.notices.stream()
                .filter(one -> one.identity().equals(notice.identity()))
                .findFirst()
                .orElse(null);
        Trial trial = now == null || !isFixable(now) ? null : tried(state, now).orElse(null);
        if (trial != null) {
          made.add(trial.fix());
          state = trial.state();
          hasMore = true;
        }
      }
    }
    return new Repair(state.files(this), made, state.notices);
  }

  private static boolean isFixable(Notice notice) {
    Finding finding = notice.finding();
    return finding != null
        && finding.fix() != null
        && finding.excuse() == null
        && !finding.isBroken()
        && finding.location().line() > 0;
  }

  private record Trial(ProvenFix fix, State state) {}

  /// What was found, with some files changed.
  ///
  /// @param edits texts by path
  private record State(List<Notice> notices, Map<String, String> edits) {

    SortedMap<String, Text> files(FixTrials trials) {
      SortedMap<String, Text> files = new TreeMap<>();
      edits.forEach((path, text) -> {
        String before = trials.read(path);
        if (before != null && !before.equals(text)) {
          files.put(path, new Text(before, text));
        }
      });
      return files;
    }
  }

  private Optional<Trial> tried(State state, Notice notice) {
    Finding finding = notice.finding();
    Proposal proposal = finding == null ? null : finding.fix();
    if (finding == null || proposal == null) {
      return Optional.empty();
    }
    String file = finding.location().file();
    String before = state.edits.containsKey(file) ? state.edits.get(file) : read(file);
    if (before == null
        || !(YamlEditor.edit(before, proposal.steps()) instanceof YamlEditor.Result.Edited edited)
        || edited.text().equals(before)) {
      return Optional.empty();
    }
    Map<String, String> edits = new HashMap<>(state.edits);
    edits.put(file, edited.text());
    sequence++;
    LoadedMesh mesh = MeshLoader.load(new Edited(edits, sequence), memory);
    List<Notice> after = check.apply(mesh);
    return isBetter(state.notices, after, notice.identity())
        ? Optional.of(
            new Trial(
                new ProvenFix(file, proposal.words(), before, edited.text()),
                new State(after, edits)))
        : Optional.empty();
  }

  /// Whether one is gone, and none is new or graver than it was.
  private static boolean isBetter(List<Notice> before, List<Notice> after, String identity) {
    Map<String, Integer> known = new HashMap<>();
    for (Notice notice : before) {
      known.merge(notice.identity(), weight(notice), Math::max);
    }
    return known.containsKey(identity)
        && after.stream()
            .noneMatch(notice -> {
              Integer weight = known.get(notice.identity());
              return notice.identity().equals(identity)
                  || weight == null
                  || weight < weight(notice);
            });
  }

  /// The graver, the more.
  private static int weight(Notice notice) {
    return -notice.diagnostic().severity().ordinal();
  }

  private @Nullable String read(String path) {
    try {
      return Utf8.decode(tree.read(path)) instanceof Utf8.Decoded.Text decoded
          ? decoded.text()
          : null;
    } catch (IOException _) {
      // What cannot be read any more cannot be put right; whoever loads the mesh says so.
      return null;
    }
  }

  /// The tree with some texts instead of others.
  private final class Edited implements SourceTree {

    private final Map<String, String> edits;
    private final int number;

    Edited(Map<String, String> edits, int number) {
      this.edits = edits;
      this.number = number;
    }

    /// Files that nobody edits are the same in every trial; what is edited is always another.
    @Override
    public List<SourceFile> files() {
      return tree.files().stream()
          .map(file -> {
            String edit = edits.get(file.path());
            return edit == null
                ? new SourceFile(file.path(), file.size(), file.kind(), file.path())
                : new SourceFile(
                    file.path(), bytes(edit).length, file.kind(), file.path() + "#" + number);
          })
          .toList();
    }

    @Override
    public byte[] read(String path) throws IOException {
      String edit = edits.get(path);
      return edit == null ? tree.read(path) : bytes(edit);
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
