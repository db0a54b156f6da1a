// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.diagnostic.Severity;
import dev.weft.model.language.Words;
import dev.weft.model.load.Schemas.FoundReaders;
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
  private final SchemaLoading loading;
  private final Schemas schemas;
  private final @Nullable Schemas before;
  private final Findings findings;

  /// @param schemas of products
  /// @param before what the load before has found; null when nobody remembers
  ReaderSchemas(
      MeshIndex index,
      SchemaLoading loading,
      Schemas schemas,
      @Nullable Schemas before,
      Findings findings) {
    this.index = index;
    this.loading = loading;
    this.schemas = schemas;
    this.before = before;
    this.findings = findings;
  }

  /// The schemas of products, and those that could be read of applications.
  Schemas read() {
    Map<ApplicationName, FoundReaders> read = new HashMap<>();
    for (ApplicationManifest application : index.applications().values()) {
      if (application.reads().stream().anyMatch(reads -> reads.schema() != null)) {
        read.put(application.id(), read(application));
      }
      application.reads().forEach(this::check);
    }
    return new Schemas(schemas.products(), read);
  }

  private FoundReaders read(ApplicationManifest application) {
    FoundReaders known = before == null ? null : before.readers().get(application.id());
    if (known != null
        && known.application() == application
        && known.isGood()
        && loading.isUpToDate(known.looked())) {
      return known;
    }
    Map<PortName, PortSchema> read = new HashMap<>();
    Map<String, String> looked = new HashMap<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (DeclaredReads reads : application.reads()) {
      PortSchema own = own(reads, looked, diagnostics);
      if (own != null) {
        read.put(reads.port(), own);
      }
    }
    diagnostics.forEach(findings::lone);
    return new FoundReaders(application, read, looked, diagnostics.isEmpty());
  }

  private @Nullable PortSchema own(
      DeclaredReads reads, Map<String, String> looked, List<Diagnostic> diagnostics) {
    String file = reads.schema();
    if (file == null) {
      return null;
    }
    List<String> files = new ArrayList<>(List.of(file));
    files.addAll(reads.references());
    for (String path : files) {
      Optional<Diagnostic> missing = loading.asMissing(path, reads.node().at("schema"), looked);
      if (missing.isPresent()) {
        diagnostics.add(missing.get());
        return null;
      }
    }
    SchemaReader.Result result = loading.parse(file, reads.message(), reads.references(), looked);
    diagnostics.addAll(result.diagnostics());
    return result.schema();
  }

  private void check(DeclaredReads reads) {
    DataProductManifest product = index.product(reads.port().product());
    if (product == null) {
      if (!index.isKnown(reads.port().product())) {
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
