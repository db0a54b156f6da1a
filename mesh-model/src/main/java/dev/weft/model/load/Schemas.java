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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the schemas and the descriptions of all products, in parallel.
final class Schemas {

  private final Source source;
  private final SchemaReader reader;
  private final Map<PortName, PortSchema> schemas = new TreeMap<>();
  private final Map<ProductName, String> descriptions = new TreeMap<>();

  Schemas(Source source) {
    this.source = source;
    this.reader = new SchemaReader(source);
  }

  /// What was found for one product.
  private record Found(
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

  @Nullable PortSchema schema(PortName port) {
    return schemas.get(port);
  }

  String description(ProductName product) {
    return descriptions.getOrDefault(product, "");
  }

  private Found read(DataProductManifest product) {
    Map<PortName, PortSchema> read = new TreeMap<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (DataProductManifest.Port port : product.ports()) {
      PortSchema schema = schema(port, diagnostics);
      if (schema != null) {
        read.put(port.name(), schema);
      }
    }
    String description = description(product, diagnostics);
    boolean complete = read.size() == product.ports().size();
    return new Found(product, read, description, List.copyOf(diagnostics), complete);
  }

  private @Nullable PortSchema schema(DataProductManifest.Port port, List<Diagnostic> diagnostics) {
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
    SchemaReader.Result result = guarded(port);
    diagnostics.addAll(result.diagnostics());
    PortSchema schema = result.schema();
    if (schema != null) {
      checkKey(port, schema, diagnostics);
    }
    return schema;
  }

  /// A parser that fails over one file must not take the others along.
  private SchemaReader.Result guarded(DataProductManifest.Port port) {
    try {
      return reader.read(port.schema(), port.message(), port.references());
    } catch (RuntimeException | StackOverflowError e) {
      return new SchemaReader.Result(
          null,
          List.of(
              Diagnostic.error(
                  Location.ofFile(port.schema()),
                  Rules.SCHEMA_NOT_UNDERSTOOD,
                  "The schema cannot be understood (" + e.getClass().getSimpleName() + ").",
                  "simplify it, and report this as a mistake of Weft")));
    }
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

  private String description(DataProductManifest product, List<Diagnostic> diagnostics) {
    String written = product.description();
    ProductName id = product.id();
    String path =
        written == null
            ? "domains/" + id.domain() + "/" + id.product() + "/docs/README.md"
            : written;
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
