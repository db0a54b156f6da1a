// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.schema.Dependencies.Edge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Reads Avro schemas. Names are resolved and fields flattened here, because places are needed;
/// Avro's own parser has the last word on whether the schema is valid.
final class AvroReader {

  private static final Pattern BAD_DEFAULT =
      Pattern.compile("Invalid default for field (\\w+): (.*) not a (.*)", Pattern.DOTALL);

  private final SchemaFiles files;

  /// Types of files that use no other file, which is what most shared files are.
  private final ConcurrentMap<String, List<Schema>> leaves = new ConcurrentHashMap<>();

  AvroReader(SchemaFiles files) {
    this.files = files;
  }

  SchemaReader.Result read(String path, @Nullable String message, List<String> references)
      throws Refusal {
    AvroFile root = files.avro(path);
    Map<String, AvroFile> pool = pool(root, references);
    Pool names = new Pool(pool);
    List<AvroFile> order = Dependencies.order(root, names);
    if (order.stream().mapToInt(file -> file.definitions().size()).sum() > Limits.TYPES) {
      throw AvroFile.tooManyTypes(path);
    }
    AvroFile.Definition value = value(root, message);
    AvroFields flattener =
        new AvroFields(
            names.definitions, new Location(path, value.node().line(), value.node().column()));
    List<Field> fields = flattener.flatten(value);
    checkDepths(order, names);
    validate(order, names);
    List<Diagnostic> diagnostics = new ArrayList<>(flattener.warnings());
    pool.keySet().stream()
        .filter(listed -> order.stream().noneMatch(file -> file.path().equals(listed)))
        .map(listed -> ReferencePaths.unused(path, listed))
        .forEach(diagnostics::add);
    diagnostics.sort(null);
    List<SchemaDocument> documents = new ArrayList<>();
    for (AvroFile file : order) {
      documents.add(document(file, names));
    }
    return new SchemaReader.Result(
        new PortSchema(
            documents.getLast(),
            value.fullName(),
            documents.subList(0, documents.size() - 1),
            fields),
        diagnostics);
  }

  private Map<String, AvroFile> pool(AvroFile root, List<String> references) throws Refusal {
    Map<String, AvroFile> pool = new LinkedHashMap<>();
    pool.put(root.path(), root);
    List<Diagnostic> problems = new ArrayList<>();
    for (String reference : references) {
      try {
        String path = ReferencePaths.listed(files, root.path(), reference, ".avsc");
        pool.put(path, files.avro(path));
        if (pool.size() > Limits.REFERENCES) {
          throw new Refusal(
              Location.ofFile(root.path()),
              SchemaRules.TOO_LARGE,
              "The schema refers to more than " + Limits.REFERENCES + " files.",
              "Put types that belong together into one file.");
        }
      } catch (Refusal e) {
        e.diagnostics().stream()
            .filter(problem -> !problems.contains(problem))
            .forEach(problems::add);
      }
    }
    if (!problems.isEmpty()) {
      throw new Refusal(problems);
    }
    return pool;
  }

  private static AvroFile.Definition value(AvroFile root, @Nullable String message) throws Refusal {
    List<AvroFile.Definition> candidates =
        switch (root.root()) {
          case Json.Obj node -> definedBy(root, List.of(node));
          case Json.Arr union -> definedBy(root, union.items());
          case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> List.of();
        };
    List<String> names = candidates.stream().map(AvroFile.Definition::fullName).toList();
    Location at = new Location(root.path(), root.root().line(), root.root().column());
    if (message != null) {
      return candidates.stream()
          .filter(candidate -> candidate.fullName().equals(message))
          .findFirst()
          .orElseThrow(() -> ReferencePaths.noSuchMessage(at, message, names));
    }
    if (candidates.size() == 1) {
      return candidates.getFirst();
    }
    if (candidates.isEmpty()) {
      throw new Refusal(
          at,
          SchemaRules.NO_MESSAGE,
          "The schema of a port is a record, and this file defines none at its top.",
          "Wrap the type in a record.");
    }
    throw ReferencePaths.manyMessages(at, names);
  }

  private static List<AvroFile.Definition> definedBy(AvroFile root, List<? extends Json> nodes) {
    Set<String> names = new HashSet<>();
    for (Json node : nodes) {
      if (node instanceof Json.Obj object) {
        names.add(AvroNames.defined(object, ""));
      }
    }
    return root.definitions().values().stream()
        .filter(definition -> definition.kind().equals("record"))
        .filter(definition -> names.contains(definition.fullName()))
        .toList();
  }

  /// Avro's parser recurses along the types of a file, so every record must be as flat as the
  /// value. Where the value is the root of its file, all the file's records have been seen.
  private static void checkDepths(List<AvroFile> order, Pool names) throws Refusal {
    for (AvroFile file : order) {
      boolean last = file.path().equals(order.getLast().path());
      if (last && file.root() instanceof Json.Obj) {
        continue;
      }
      Location at = new Location(file.path(), file.root().line(), file.root().column());
      for (AvroFile.Definition definition : file.definitions().values()) {
        if (definition.kind().equals("record") || definition.kind().equals("error")) {
          List<Field> fields = new AvroFields(names.definitions, at).flatten(definition);
          assert fields != null;
        }
      }
    }
  }

  private void validate(List<AvroFile> order, Pool names) throws Refusal {
    Schema.Parser parser = new Schema.Parser(NameValidator.STRICT_VALIDATOR);
    for (AvroFile file : order) {
      boolean last = file.path().equals(order.getLast().path());
      boolean leaf = !last && names.edges(file).isEmpty();
      try {
        List<Schema> known = leaf ? leaves.get(file.path()) : null;
        if (known != null) {
          parser.addTypes(known);
        } else if (leaf) {
          Schema.Parser own = new Schema.Parser(NameValidator.STRICT_VALIDATOR);
          Schema parsed = own.parse(file.content());
          List<Schema> types = List.copyOf(own.getTypes().values());
          assert parsed != null;
          leaves.put(file.path(), types);
          parser.addTypes(types);
        } else {
          Schema parsed =
              last ? parser.parse(file.content()) : parser.parseInternal(file.content());
          assert parsed != null;
        }
      } catch (RuntimeException e) {
        throw refused(file, String.valueOf(e.getMessage()));
      }
    }
  }

  private static Refusal refused(AvroFile file, String message) {
    Matcher bad = BAD_DEFAULT.matcher(message);
    if (bad.matches()) {
      return new Refusal(
          file.fieldPlaces().getOrDefault(bad.group(1), Location.ofFile(file.path())),
          SchemaRules.INVALID_DEFAULT,
          "The default `"
              + cut(bad.group(2))
              + "` of the field `"
              + bad.group(1)
              + "` is no value of its type `"
              + cut(bad.group(3).replace("\"", ""))
              + "`.",
          "Correct the default, or make the field a union with the type of the default.");
    }
    if (message.startsWith("Schema fields not set yet")) {
      return new Refusal(
          Location.ofFile(file.path()),
          SchemaRules.INVALID_DEFAULT,
          "The default of a record contains a record of the same type, without end.",
          "Make the inner field a union with `null`, and its default `null`.");
    }
    return new Refusal(
        Location.ofFile(file.path()),
        SchemaRules.INVALID,
        "Avro refuses the schema: " + cut(message) + ".",
        "Correct it as the Avro specification asks.");
  }

  private static String cut(String text) {
    String line = text.lines().findFirst().orElse("").strip();
    return line.length() > 120 ? line.substring(0, 120) + "…" : line;
  }

  private static SchemaDocument document(AvroFile file, Pool names) throws Refusal {
    List<SchemaDocument.Use> uses =
        names.edges(file).stream()
            .map(edge -> new SchemaDocument.Use(edge.name(), edge.path()))
            .toList();
    String name = file.definitions().keySet().stream().findFirst().orElse(file.path());
    return new SchemaDocument(
        file.path(), SchemaFormat.AVRO, name, file.content(), file.canonical(), uses);
  }

  /// The files whose types a schema may use, with all names they define.
  private final class Pool implements Dependencies.Lookup<AvroFile> {

    private final Map<String, AvroFile> byPath;
    private final Map<String, AvroFile.Definition> definitions = new HashMap<>();
    private final Map<String, AvroFile> definedIn = new HashMap<>();
    private final Map<String, List<Edge>> edges = new HashMap<>();

    Pool(Map<String, AvroFile> byPath) throws Refusal {
      this.byPath = byPath;
      for (AvroFile file : byPath.values()) {
        for (AvroFile.Definition definition : file.definitions().values()) {
          AvroFile other = definedIn.putIfAbsent(definition.fullName(), file);
          if (other != null) {
            throw new Refusal(
                new Location(file.path(), definition.node().line(), definition.node().column()),
                SchemaRules.DUPLICATE_NAME,
                "The type `"
                    + definition.fullName()
                    + "` is also defined in `"
                    + other.path()
                    + "`.",
                "Define it in one file and use its name in the other.");
          }
          definitions.put(definition.fullName(), definition);
        }
      }
    }

    @Override
    public AvroFile file(String path) {
      AvroFile file = byPath.get(path);
      if (file == null) {
        throw new IllegalStateException("not in the pool: " + path);
      }
      return file;
    }

    @Override
    public List<Edge> edges(AvroFile file) throws Refusal {
      List<Edge> known = edges.get(file.path());
      if (known == null) {
        known = findEdges(file);
        edges.put(file.path(), known);
      }
      return known;
    }

    private List<Edge> findEdges(AvroFile file) throws Refusal {
      Map<String, Edge> found = new TreeMap<>();
      List<Diagnostic> problems = new ArrayList<>();
      for (AvroFile.NameUse use : file.uses()) {
        String namespace =
            use.fullName().equals(use.name()) ? "" : AvroNames.namespaceOf(use.fullName());
        AvroFile.Definition definition = AvroFields.find(definitions, use.name(), namespace);
        if (definition == null) {
          problems.add(unknown(file, use));
          continue;
        }
        AvroFile target = definedIn.get(definition.fullName());
        if (target != null && !target.path().equals(file.path())) {
          found.putIfAbsent(
              definition.fullName(),
              new Edge(definition.fullName(), target.path(), use.location()));
        }
      }
      if (!problems.isEmpty()) {
        throw new Refusal(problems);
      }
      return List.copyOf(found.values());
    }

    private Diagnostic unknown(AvroFile file, AvroFile.NameUse use) {
      String hint =
          likelyFile(file.path(), use.fullName())
              .map(path -> "Add `" + path + "` to the `references` of the port.")
              .orElseGet(() ->
                  Nearest.hint(
                      use.fullName(),
                      definitions.keySet(),
                      "Add the .avsc file that defines it to the `references` of the port."));
      return Diagnostic.error(
          use.location(),
          SchemaRules.UNKNOWN_TYPE,
          "The type `" + use.fullName() + "` is defined neither here nor in a listed reference.",
          hint);
    }

    private Optional<String> likelyFile(String user, String fullName) {
      String simple = fullName.substring(fullName.lastIndexOf('.') + 1);
      if (fullName.length() > 200 || !AvroNames.isFullName(fullName)) {
        return Optional.empty();
      }
      String words = simple.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
      return Stream.of(
              simple, fullName, words, words.replace('-', '_'), simple.toLowerCase(Locale.ROOT))
          .flatMap(stem -> Paths.resolve(user, stem + ".avsc").stream())
          .filter(path -> !byPath.containsKey(path))
          .filter(files::exists)
          .findFirst();
    }
  }
}
