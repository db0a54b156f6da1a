// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import java.util.ArrayList;
import java.util.List;

/// What the readers of all formats say about references and messages, in the same words.
final class ReferencePaths {

  private ReferencePaths() {}

  /// The path of a reference that a manifest lists.
  static String listed(SchemaFiles files, String user, String reference, String ending)
      throws Refusal {
    Location at = Location.ofFile(user);
    String path = Paths.normalize(reference).orElseThrow(() -> outside(at, reference));
    if (!path.endsWith(ending)) {
      throw new Refusal(
          at,
          SchemaRules.UNSUPPORTED_FORMAT,
          "The listed reference `" + path + "` is not a `" + ending + "` file.",
          "List files of the language of the schema only.");
    }
    if (!files.exists(path)) {
      throw new Refusal(
          at,
          SchemaRules.MISSING_REFERENCE,
          "The listed reference `" + path + "` does not exist.",
          "Correct the path in `references`, or add the file.");
    }
    return path;
  }

  /// The path of a file that a schema names by itself.
  static String named(SchemaFiles files, Location at, String reference) throws Refusal {
    String path = Paths.resolve(at.file(), reference).orElseThrow(() -> outside(at, reference));
    if (!files.exists(path)) {
      throw new Refusal(
          at,
          SchemaRules.MISSING_REFERENCE,
          "`" + reference + "` does not exist; it is looked for at `" + path + "`.",
          "Correct the path, which is relative to the file it is written in, or add the file.");
    }
    return path;
  }

  /// Warnings for listed references of a format that finds its files by itself.
  static List<Diagnostic> unused(
      SchemaFiles files, String user, List<String> references, List<SchemaDocument> documents)
      throws Refusal {
    List<Diagnostic> warnings = new ArrayList<>();
    String ending = user.substring(user.lastIndexOf('.'));
    for (String reference : references) {
      String path = listed(files, user, reference, ending);
      if (documents.stream().noneMatch(document -> document.file().equals(path))) {
        warnings.add(unused(user, path));
      }
    }
    warnings.sort(null);
    return warnings;
  }

  static Diagnostic unused(String user, String listed) {
    return Diagnostic.warning(
        Location.ofFile(user),
        SchemaRules.UNUSED_REFERENCE,
        "The schema uses nothing of the listed reference `" + listed + "`.",
        "Remove it from `references`.");
  }

  static Refusal outside(Location at, String reference) {
    return new Refusal(
        at,
        SchemaRules.OUTSIDE_REPOSITORY,
        "`" + reference + "` is not a path inside the repository.",
        "Use a relative path with `/` that stays inside the repository.");
  }

  static Refusal noSuchMessage(Location at, String message, List<String> names) {
    return new Refusal(
        at,
        SchemaRules.NO_MESSAGE,
        "The file has no message `" + message + "` at its top.",
        Nearest.hint(message, names, "Set `message` to " + choices(names) + "."));
  }

  static Refusal manyMessages(Location at, List<String> names) {
    return new Refusal(
        at,
        SchemaRules.NO_MESSAGE,
        "The file has " + names.size() + " messages, and the port does not say which one it means.",
        "Set `message` to " + choices(names) + ".");
  }

  private static String choices(List<String> names) {
    if (names.isEmpty()) {
      return "a record, after adding one";
    }
    List<String> shown = names.stream().limit(10).map(name -> "`" + name + "`").toList();
    return (shown.size() == 1 ? "" : "one of ")
        + String.join(", ", shown)
        + (names.size() > shown.size() ? " …" : "");
  }
}
