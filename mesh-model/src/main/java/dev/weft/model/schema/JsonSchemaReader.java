// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.schema.Dependencies.Edge;
import dev.weft.model.schema.JsonSchemaFields.Located;
import dev.weft.model.schema.JsonSchemaFile.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads JSON Schemas and the files that their references mean; never anything by URL.
final class JsonSchemaReader {

  private final SchemaFiles files;

  JsonSchemaReader(SchemaFiles files) {
    this.files = files;
  }

  SchemaReader.Result read(String path, @Nullable String message, List<String> references)
      throws Refusal {
    JsonSchemaFile root = files.json(path);
    Links links = new Links();
    List<JsonSchemaFile> order = Dependencies.order(root, links);
    for (JsonSchemaFile file : order) {
      links.check(file);
    }
    String title = root.root().text("title");
    String name = title == null || title.isBlank() ? Paths.stem(path) : title;
    if (message != null && !message.equals(name)) {
      throw ReferencePaths.noSuchMessage(Location.ofFile(path), message, List.of(name));
    }
    Location at = new Location(path, root.root().line(), root.root().column());
    List<Field> fields = new JsonSchemaFields(links, at).flatten(root);
    List<SchemaDocument> documents = new ArrayList<>();
    for (JsonSchemaFile file : order) {
      List<SchemaDocument.Use> uses =
          links.edges(file).stream()
              .map(edge -> new SchemaDocument.Use(edge.name(), edge.path()))
              .toList();
      documents.add(
          new SchemaDocument(
              file.path(), SchemaFormat.JSON, file.path(), file.content(), file.canonical(), uses));
    }
    return new SchemaReader.Result(
        new PortSchema(
            documents.getLast(), name, documents.subList(0, documents.size() - 1), fields),
        ReferencePaths.unused(files, path, references, documents));
  }

  private final class Links
      implements Dependencies.Lookup<JsonSchemaFile>, JsonSchemaFields.Targets {

    private final Map<String, List<Edge>> edges = new HashMap<>();
    private final Map<String, JsonSchemaFile> loaded = new HashMap<>();

    @Override
    public JsonSchemaFile file(String path) throws Refusal {
      JsonSchemaFile file = files.json(path);
      loaded.put(path, file);
      return file;
    }

    @Override
    public List<Edge> edges(JsonSchemaFile file) throws Refusal {
      List<Edge> known = edges.get(file.path());
      if (known != null) {
        return known;
      }
      Map<String, Edge> found = new TreeMap<>();
      List<Diagnostic> problems = new ArrayList<>();
      for (Reference reference : file.references()) {
        if (reference.file().isEmpty() || found.containsKey(reference.file())) {
          continue;
        }
        try {
          String path = ReferencePaths.named(files, reference.location(), reference.file());
          if (!path.equals(file.path())) {
            found.put(reference.file(), new Edge(reference.file(), path, reference.location()));
          }
        } catch (Refusal e) {
          problems.addAll(e.diagnostics());
        }
      }
      if (!problems.isEmpty()) {
        throw new Refusal(problems);
      }
      List<Edge> sorted = List.copyOf(found.values());
      edges.put(file.path(), sorted);
      return sorted;
    }

    void check(JsonSchemaFile file) throws Refusal {
      List<Diagnostic> problems = new ArrayList<>();
      for (Reference reference : file.references()) {
        JsonSchemaFile target = target(file, reference.file());
        if (target == null) {
          throw new IllegalStateException("references are loaded before: " + reference.file());
        }
        Json found = target.find(reference.fragment());
        if (!(found instanceof Json.Obj) && !(found instanceof Json.Bool)) {
          String written = reference.file() + "#" + reference.fragment();
          problems.add(
              Diagnostic.error(
                  reference.location(),
                  SchemaRules.UNKNOWN_TYPE,
                  "`" + written + "` points to no schema in `" + target.path() + "`.",
                  Nearest.hint(
                      "#" + reference.fragment(), names(target), "Correct the part after `#`.")));
        }
      }
      if (!problems.isEmpty()) {
        throw new Refusal(problems.subList(0, Math.min(100, problems.size())));
      }
    }

    private static Collection<String> names(JsonSchemaFile file) {
      List<String> names = new ArrayList<>();
      for (String keyword : List.of("$defs", "definitions")) {
        if (file.root().get(keyword) instanceof Json.Obj defs) {
          defs.members().forEach(member -> names.add("#/" + keyword + "/" + member.key()));
        }
      }
      return names;
    }

    private @Nullable JsonSchemaFile target(JsonSchemaFile file, String written) {
      if (written.isEmpty()) {
        return file;
      }
      String path = Paths.resolve(file.path(), written).orElse("");
      return path.equals(file.path()) ? file : loaded.get(path);
    }

    @Override
    public @Nullable Located find(JsonSchemaFile file, String written) {
      Reference reference =
          JsonSchemaFile.reference(written, file.root().text("$id"), Location.ofFile(file.path()));
      if (reference == null) {
        return null;
      }
      JsonSchemaFile target = target(file, reference.file());
      if (target == null) {
        // Reached through a pointer to a place that holds no schema, where nothing was loaded.
        return null;
      }
      Json schema = target.find(reference.fragment());
      return schema == null ? null : new Located(schema, target);
    }
  }
}
