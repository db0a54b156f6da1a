// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.diagnostic.Severity;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.ApplicationManifest;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.manifest.DeclaredReads;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.schema.Field;
import dev.weft.model.schema.PortSchema;
import dev.weft.model.schema.SchemaReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What applications say of how they read: the schemas that they read with, and whether what they
/// name is there. Nothing of this breaks an application: a port that its owner takes away, or an
/// unreadable schema, only means that less is known of how it reads.
final class ReaderSchemas {

  private final MeshIndex index;
  private final Schemas schemas;
  private final Findings findings;
  private final Map<ApplicationName, Map<PortName, PortSchema>> read = new HashMap<>();

  ReaderSchemas(MeshIndex index, Schemas schemas, Findings findings) {
    this.index = index;
    this.schemas = schemas;
    this.findings = findings;
  }

  /// The schemas that could be read, by application and port.
  Map<ApplicationName, Map<PortName, PortSchema>> read() {
    for (ApplicationManifest application : index.applications().values()) {
      for (DeclaredReads reads : application.reads()) {
        PortSchema own = own(reads);
        if (own != null) {
          read.computeIfAbsent(application.id(), _ -> new HashMap<>()).put(reads.port(), own);
        }
        check(reads);
      }
    }
    return read;
  }

  private @Nullable PortSchema own(DeclaredReads reads) {
    String file = reads.schema();
    if (file == null) {
      return null;
    }
    List<String> files = new ArrayList<>(List.of(file));
    files.addAll(reads.references());
    for (String path : files) {
      Optional<Diagnostic> missing = schemas.asMissing(path, reads.node().at("schema"));
      if (missing.isPresent()) {
        findings.lone(missing.get());
        return null;
      }
    }
    SchemaReader.Result result = schemas.parse(file, reads.message(), reads.references());
    result.diagnostics().forEach(findings::lone);
    return result.schema();
  }

  private void check(DeclaredReads reads) {
    DataProductManifest product = index.products().get(reads.port().product());
    if (product == null) {
      if (!index.knownProducts().contains(reads.port().product())) {
        List<String> all = index.knownProducts().stream().map(Object::toString).toList();
        String name = reads.port().product().toString();
        unknown(
            reads.node().at("port"),
            "There is no data product `" + name + "`.",
            Words.didYouMean(name, all, "data products"));
      }
      return;
    }
    if (product.find(reads.port()).isEmpty()) {
      List<String> ports = product.ports().stream().map(one -> one.name().local()).toList();
      unknown(
          reads.node().at("port"),
          "The product `%s` has no port `%s`.".formatted(product.id(), reads.port().local()),
          Words.didYouMean(reads.port().local(), ports, "its ports"));
      return;
    }
    PortSchema offered = schemas.schema(reads.port());
    if (offered != null) {
      fields(reads, offered);
    }
  }

  private void fields(DeclaredReads reads, PortSchema offered) {
    List<String> paths = offered.fields().stream().map(Field::path).toList();
    for (int i = 0; i < reads.fields().size(); i++) {
      String path = reads.fields().get(i);
      if (!paths.contains(path) && !reads.acknowledged().contains(path)) {
        unknown(
            reads.node().at("fields"),
            "The port `%s` has no field `%s`.".formatted(reads.port(), path),
            Words.didYouMean(path, paths, "its fields"));
      }
    }
  }

  private void unknown(Location location, String message, String hint) {
    findings.lone(
        new Diagnostic(location, Severity.WARNING, Rules.REFERENCE_UNKNOWN, message, hint));
  }
}
