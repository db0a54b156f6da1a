// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.mesh.Port;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import dev.weft.model.schema.Field;
import dev.weft.model.schema.PortSchema;
import dev.weft.model.schema.SchemaReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the schemas and the descriptions of all products, in parallel.
final class Schemas {

  private final Source source;
  private final @Nullable LoadMemory memory;
  private final SchemaReader shared;
  private final Map<PortName, PortSchema> schemas = new TreeMap<>();
  private final Map<ProductName, String> descriptions = new TreeMap<>();
  private Map<ApplicationName, Map<PortName, PortSchema>> readers = Map.of();

  /// @param memory of the load before; null when nobody remembers
  Schemas(Source source, @Nullable LoadMemory memory) {
    this.source = source;
    this.memory = memory;
    this.shared = new SchemaReader(source);
  }

  /// What was found for one product.
  record Found(
      DataProductManifest product,
      Map<PortName, PortSchema> schemas,
      String description,
      List<Diagnostic> diagnostics,
      boolean complete) {}

  void read(Collection<DataProductManifest> products, Findings findings) {
    for (Found found : products.parallelStream().map(this::read).toList()) {
      schemas.putAll(found.schemas);
      descriptions.put(found.product.id(), found.description);
      findings.addAll(found.diagnostics);
      if (!found.complete) {
        findings.breakProduct(found.product.id());
      }
    }
  }

  /// Reads the schemas that applications read with.
  void readReaders(MeshIndex index, Findings findings) {
    readers = new ReaderSchemas(index, this, findings).read();
  }

  @Nullable PortSchema reader(ApplicationName application, PortName port) {
    return readers.getOrDefault(application, Map.of()).get(port);
  }

  @Nullable PortSchema schema(PortName port) {
    return schemas.get(port);
  }

  String description(ProductName product) {
    return descriptions.getOrDefault(product, "");
  }

  private Found read(DataProductManifest product) {
    if (memory == null) {
      return read(product, shared, new TreeMap<>());
    }
    Found known = memory.schemas(product, source);
    Map<String, String> looked = new TreeMap<>();
    // A reader of its own, so that it is known which files the product hangs on.
    Found found =
        known == null ? read(product, new SchemaReader(new Traced(source, looked)), looked) : known;
    if (known != null) {
      memory.keepOn(product);
    } else if (found.complete && found.diagnostics.isEmpty()) {
      memory.keep(product, looked, found);
    }
    return found;
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

  private static void note(Source source, Map<String, String> looked, String path) {
    looked.put(path, Objects.requireNonNullElse(source.id(path), ""));
  }

  private Found read(DataProductManifest product, SchemaReader reader, Map<String, String> looked) {
    Map<PortName, PortSchema> read = new TreeMap<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (DataProductManifest.Port port : product.ports()) {
      PortSchema schema = schema(port, reader, diagnostics);
      if (schema != null) {
        read.put(port.name(), schema);
      }
    }
    String description = description(product, looked, diagnostics);
    boolean complete = read.size() == product.ports().size();
    return new Found(product, read, description, List.copyOf(diagnostics), complete);
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
  SchemaReader.Result parse(String file, @Nullable String message, List<String> references) {
    return guarded(shared, file, message, references);
  }

  /// What there is to say when a file is not there.
  Optional<Diagnostic> asMissing(String path, Location location) {
    return source.exists(path) ? Optional.empty() : Optional.of(missing(path, location));
  }

  private Diagnostic missing(String path, Location location) {
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    List<String> near =
        source.sizes().keySet().stream().filter(one -> one.startsWith(folder)).sorted().toList();
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
