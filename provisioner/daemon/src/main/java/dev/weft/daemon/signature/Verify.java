// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import dev.weft.daemon.signature.SignatureGate.Extent;
import dev.weft.git.BareRepository;
import dev.weft.git.Commits;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/// `weft verify`: says who signed the commits of a branch, by the same rules by which the daemon
/// accepts them. A program of its own, so that neither the command line nor this check has to start
/// the daemon.
public final class Verify {

  private static final int GOOD = 0;
  private static final int USAGE = 1;
  private static final int REFUSED = 3;
  private static final int SHORT = 12;
  private static final Set<String> OPTIONS =
      Set.of("--repository", "--branch", "--openpgp", "--ssh", "--commits", "--since");

  private final PrintStream out;
  private final Clock clock;

  Verify(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  /// Runs it and ends the program: 0 when all are good, 3 when one is not, 1 when it cannot say.
  public static void main(String[] arguments) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(new Verify(out, Clock.systemUTC()).run(List.of(arguments)));
  }

  int run(List<String> arguments) {
    try {
      return verify(options(arguments));
    } catch (IOException | SignersException | IllegalArgumentException e) {
      out.println("weft: " + e.getMessage());
      return USAGE;
    }
  }

  private static Map<String, String> options(List<String> arguments) {
    var options = new HashMap<String, String>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!OPTIONS.contains(name) || i + 1 == arguments.size()) {
        throw new IllegalArgumentException(
            "`weft verify` does not know `%s`, or its value is missing. See `weft verify --help`."
                .formatted(name));
      }
      options.put(name, arguments.get(i + 1));
    }
    return options;
  }

  private int verify(Map<String, String> options) throws IOException {
    String folder = options.get("--repository");
    if (folder == null) {
      throw new IllegalArgumentException("say where the bare repository is with --repository.");
    }
    var files = new SignerFiles(path(options.get("--openpgp")), path(options.get("--ssh")));
    if (files.isEmpty()) {
      throw new IllegalArgumentException("say who may sign with --openpgp or --ssh.");
    }
    try (Repository git = BareRepository.open(Path.of(folder))) {
      String branch = options.getOrDefault("--branch", "main");
      ObjectId head =
          Commits.branch(git, branch)
              .orElseThrow(
                  () -> new IllegalArgumentException("there is no branch " + branch + "."));
      String since = options.get("--since");
      List<ObjectId> known = since == null ? List.of() : List.of(commit(git, since));
      return report(git, head, extent(options.getOrDefault("--commits", "head")), known, files);
    }
  }

  private int report(
      Repository git, ObjectId head, Extent extent, List<ObjectId> known, SignerFiles files)
      throws IOException {
    SignerFiles.Panel panel = files.read();
    var bad = new ArrayList<String>();
    History.visit(
        git,
        head,
        extent,
        known,
        commit -> {
          Judgement judgement = panel.judge(commit.getRawBuffer(), clock.instant());
          out.println(line(commit, judgement));
          if (judgement instanceof Judgement.Bad) {
            bad.add(commit.name());
          }
          return true;
        });
    out.println(bad.isEmpty() ? "All of it is signed." : "%d not accepted.".formatted(bad.size()));
    return bad.isEmpty() ? GOOD : REFUSED;
  }

  private static String line(RevCommit commit, Judgement judgement) {
    String id = commit.name().substring(0, SHORT);
    String subject = commit.getShortMessage().replaceAll("\\p{Cntrl}", "?");
    return switch (judgement) {
      case Judgement.Good(String signer) -> "good  %s  %s: %s".formatted(id, signer, subject);
      case Judgement.Bad(String why) ->
          "bad   %s  its signature %s: %s".formatted(id, why, subject);
    };
  }

  private static ObjectId commit(Repository git, String id) throws IOException {
    return Commits.find(git, id)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no commit `" + id + "`; give the full id of one."));
  }

  private static Extent extent(String word) {
    for (Extent extent : Extent.values()) {
      if (extent.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
        return extent;
      }
    }
    throw new IllegalArgumentException("--commits is `head`, `first-parent` or `all`.");
  }

  private static @Nullable Path path(@Nullable String name) {
    return name == null ? null : Path.of(name);
  }
}
