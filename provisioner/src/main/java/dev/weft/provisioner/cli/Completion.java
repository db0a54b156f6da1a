// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// Writes a bash completion function from the commands themselves; zsh runs it too.
final class Completion {

  /// Values of options that take one of a few words.
  private static final Map<String, List<String>> VALUES =
      Map.of(
          "--color", List.of("auto", "always", "never"),
          "--format", List.of("text", "json", "markdown", "sarif", "junit"),
          "-f", List.of("text", "json", "markdown", "sarif", "junit"));

  private Completion() {}

  static String script(CommandLine root) {
    var words = new TreeMap<String, String>();
    collect(words, "", root);
    var script = new StringBuilder();
    script.append("# Completion for weft; made by `weft completion`.\n");
    script.append("_weft() {\n");
    script.append("  local current=\"${COMP_WORDS[COMP_CWORD]}\"\n");
    script.append("  local previous=\"${COMP_WORDS[COMP_CWORD-1]}\"\n");
    script.append("  local path=\"\" word\n");
    script.append("  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n");
    script.append("    case \"$path $word\" in\n      ");
    String paths =
        words.keySet().stream()
            .filter(path -> !path.isEmpty())
            .map(path -> "\"" + path + "\"")
            .collect(Collectors.joining("|"));
    script.append(paths).append(") path=\"$path $word\" ;;\n    esac\n  done\n");
    script.append("  case \"$previous\" in\n");
    new TreeMap<>(VALUES)
        .forEach((option, values) ->
            script.append("    %s) %s\n".formatted(option, reply(String.join(" ", values)))));
    script.append("  esac\n  case \"$path\" in\n");
    words.forEach((path, all) -> script.append("    \"%s\") %s\n".formatted(path, reply(all))));
    script.append("  esac\n}\ncomplete -o default -F _weft weft ./weft\n");
    return script.toString();
  }

  private static String reply(String words) {
    return "COMPREPLY=($(compgen -W \"" + words + "\" -- \"$current\")); return ;;";
  }

  private static void collect(Map<String, String> words, String path, CommandLine line) {
    var options =
        line.getCommandSpec().options().stream().map(OptionSpec::longestName).sorted().toList();
    var all = new ArrayList<>(line.getSubcommands().keySet());
    if (path.equals(" completion")) {
      all.addAll(List.of("bash", "zsh"));
    } else if (path.equals(" who-can")) {
      all.addAll(List.of("read", "write"));
    }
    all.addAll(options);
    words.put(path, String.join(" ", all));
    line.getSubcommands().forEach((name, sub) -> collect(words, path + " " + name, sub));
  }
}
