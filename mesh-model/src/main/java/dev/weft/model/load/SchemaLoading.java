// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.mesh.Port;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import dev.weft.model.schema.Field;
import dev.weft.model.schema.PortSchema;
import dev.weft.model.schema.SchemaReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the schemas and the descriptions of all products, in parallel; those that nobody
/// remembers.
final class SchemaLoading {

  private static final String NO_ID = "?";

  private final Source source;
  private final MeshIndex index;
  private final @Nullable Schemas before;
  private final boolean isRemembered;
  private final Findings findings;
  private final SchemaReader shared;

  /// @param before what the load before has found; null when nobody remembers it
  /// @param isRemembered whether what is found serves the next load
  SchemaLoading(
      Source source,
      MeshIndex index,
      @Nullable Schemas before,
      boolean isRemembered,
      Findings findings) {
    this.source = source;
    this.index = index;
    this.before = before;
    this.isRemembered = isRemembered;
    this.findings = findings;
    this.shared = new SchemaReader(source);
  }

  Schemas read() {
    Map<ProductName, Schemas.Found> products = HashMap.newHashMap(index.products().size());
    List<DataProductManifest> unknown = new ArrayList<>();
    for (DataProductManifest product : index.products().values()) {
      Schemas.Found known = before == null ? null : before.find(product.id());
      if (known != null && known.product() == product && isUpToDate(known)) {
        products.put(product.id(), known);
      } else {
        unknown.add(product);
      }
    }
    for (Schemas.Found found : unknown.parallelStream().map(this::read).toList()) {
      products.put(found.product().id(), found);
      findings.addAll(found.diagnostics());
      if (!found.isComplete()) {
        findings.breakProduct(found.product().id());
      }
    }
    return new ReaderSchemas(index, this, new Schemas(products, Map.of()), before, findings).read();
  }

  /// Whether nothing was wrong, and each file that was looked for is what it was.
  private boolean isUpToDate(Schemas.Found known) {
    return known.isComplete() && known.diagnostics().isEmpty() && isUpToDate(known.looked());
  }

  /// Whether each file that was looked for is what it was.
  ///
  /// @param looked ids by path; empty where there was no file
  boolean isUpToDate(Map<String, String> looked) {
    for (Map.Entry<String, String> file : looked.entrySet()) {
      if (!file.getValue().equals(source.exists(file.getKey()) ? source.id(file.getKey()) : "")) {
        return false;
      }
    }
    return true;
  }

  private Schemas.Found read(DataProductManifest product) {
    Map<String, String> looked = new TreeMap<>();
    // A reader of its own, so that it is known which files the product hangs on.
    SchemaReader reader = isRemembered ? new SchemaReader(new Traced(source, looked)) : shared;
    return read(product, reader, looked);
  }

  /// Files, with a record of which were looked for.
  private record Traced(Source source, Map<String, String> looked) implements SchemaReader.Source {

    @Override
    public boolean exists(String path) {
      note(source, looked, path);
      return source.exists(path);
    }

    @Override
    public byte[] read(String path) throws IOException {
      note(source, looked, path);
      return source.read(path);
    }
  }

  /// A content without an id is never known to be the same.
  private static void note(Source source, Map<String, String> looked, String path) {
    String id = source.id(path);
    looked.put(
        path, id == null && source.exists(path) ? NO_ID : Objects.requireNonNullElse(id, ""));
  }

  private Schemas.Found read(
      DataProductManifest product, SchemaReader reader, Map<String, String> looked) {
    Map<PortName, PortSchema> read = new HashMap<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (DataProductManifest.Port port : product.ports()) {
      note(source, looked, port.schema());
      port.references().forEach(path -> note(source, looked, path));
      PortSchema schema = schema(port, reader, diagnostics);
      if (schema != null) {
        read.put(port.name(), schema);
      }
    }
    String description = description(product, looked, diagnostics);
    boolean isComplete = read.size() == product.ports().size();
    return new Schemas.Found(product, read, description, diagnostics, isComplete, looked);
  }

  private @Nullable PortSchema schema(
      DataProductManifest.Port port, SchemaReader reader, List<Diagnostic> diagnostics) {
    if (!source.exists(port.schema())) {
      diagnostics.add(missing(port.schema(), port.node().at("schema")));
      return null;
    }
    boolean all = true;
    for (int i = 0; i < port.references().size(); i++) {
      if (!source.exists(port.references().get(i))) {
        diagnostics.add(missing(port.references().get(i), port.node().at("references", i)));
        all = false;
      }
    }
    if (!all) {
      return null;
    }
    SchemaReader.Result result = guarded(reader, port.schema(), port.message(), port.references());
    diagnostics.addAll(result.diagnostics());
    PortSchema schema = result.schema();
    if (schema == null) {
      return null;
    }
    checkKey(port, schema, diagnostics);
    return bound(port, schema, diagnostics);
  }

  /// The schema with the terms that the manifest gives to its fields.
  private static PortSchema bound(
      DataProductManifest.Port port, PortSchema schema, List<Diagnostic> diagnostics) {
    if (port.terms().isEmpty()) {
      return schema;
    }
    List<String> paths = schema.fields().stream().map(Field::path).toList();
    for (String path : port.terms().keySet()) {
      if (!paths.contains(path)) {
        diagnostics.add(
            Diagnostic.error(
                port.node().at("terms", path),
                Rules.REFERENCE_UNKNOWN,
                "The schema `%s` has no field `%s`.".formatted(port.schema(), path),
                Words.didYouMean(path, paths, "its fields")));
      }
    }
    List<Field> fields =
        schema.fields().stream()
            .map(field -> {
              String term = port.terms().get(field.path());
              return term == null ? field : field.of(term);
            })
            .toList();
    return new PortSchema(schema.document(), schema.message(), schema.references(), fields);
  }

  /// A parser that fails over one file must not take the others along.
  private static SchemaReader.Result guarded(
      SchemaReader reader, String file, @Nullable String message, List<String> references) {
    try {
      return reader.read(file, message, references);
    } catch (RuntimeException | StackOverflowError e) {
      return new SchemaReader.Result(
          null,
          List.of(
              Diagnostic.error(
                  Location.ofFile(file),
                  Rules.SCHEMA_NOT_UNDERSTOOD,
                  "The schema cannot be understood (" + e.getClass().getSimpleName() + ").",
                  "simplify it, and report this as a mistake of Weft")));
    }
  }

  /// A schema that is no port's.
  ///
  /// @param looked takes ids of the files that it hangs on, by path; empty where there is none
  SchemaReader.Result parse(
      String file, @Nullable String message, List<String> references, Map<String, String> looked) {
    SchemaReader reader = isRemembered ? new SchemaReader(new Traced(source, looked)) : shared;
    return guarded(reader, file, message, references);
  }

  /// What there is to say when a file is not there.
  ///
  /// @param looked takes the file's id
  Optional<Diagnostic> asMissing(String path, Location location, Map<String, String> looked) {
    note(source, looked, path);
    return source.exists(path) ? Optional.empty() : Optional.of(missing(path, location));
  }

  private Diagnostic missing(String path, Location location) {
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    List<String> near = source.below(folder);
    return Diagnostic.error(
        location,
        Rules.REFERENCE_UNKNOWN_FILE,
        "There is no file `" + path + "`.",
        near.isEmpty() ? "add it" : Words.didYouMean(path, near, "files there"));
  }

  private static void checkKey(
      DataProductManifest.Port port, PortSchema schema, List<Diagnostic> diagnostics) {
    Port.Key key = port.key();
    if (key == null || key.field() == null) {
      return;
    }
    List<String> paths = schema.fields().stream().map(Field::path).toList();
    if (!paths.contains(key.field())) {
      diagnostics.add(
          Diagnostic.error(
              port.node().at("key", "field"),
              Rules.SCHEMA_KEY_FIELD,
              "The schema `%s` has no field `%s`.".formatted(port.schema(), key.field()),
              Words.didYouMean(key.field(), paths, "its fields")));
    }
  }

  private String description(
      DataProductManifest product, Map<String, String> looked, List<Diagnostic> diagnostics) {
    String written = product.description();
    ProductName id = product.id();
    String path =
        written == null
            ? "domains/" + id.domain() + "/" + id.product() + "/docs/README.md"
            : written;
    note(source, looked, path);
    if (!source.exists(path)) {
      if (written != null) {
        diagnostics.add(missing(path, product.header().spec().at("description")));
      }
      return "";
    }
    String text = ManifestFile.text(source, path, diagnostics);
    return text == null ? "" : text;
  }
}
